"""What decides a verdict, as hashes: equal keys, equal verdicts."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.course import Conditions, Exercise

SEED: Final = 0
"""Seeds belong to course and check, not to a student, so that a regrade is identical."""

_DECIDING_PACKAGES: Final = ("interleave", "worker", "sandbox", "checks")


@dataclass(frozen=True, kw_only=True)
class Key:
    """Names one verdict. A student is not in it: two equal files get one verdict."""

    exercise: str
    submission: str
    checks: str
    engine: str
    python: str
    limits: str
    seed: int = SEED

    @property
    def digest(self) -> str:
        """One hash over all parts."""
        return hashlib.sha256("\0".join(map(str, astuple(self))).encode("utf-8")).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The part of the keys that is the same for a whole run."""

    engine: str
    python: str
    limits: str
    checks: dict[str, str]

    def key(self, exercise: Exercise, text: str) -> Key:
        """The key of the verdict on `text` as an answer to `exercise`."""
        return Key(
            exercise=exercise.id,
            submission=hashlib.sha256(text.encode("utf-8")).hexdigest(),
            checks=self.checks[exercise.id],
            engine=self.engine,
            python=self.python,
            limits=self.limits,
        )


def surroundings(exercises: Iterable[Exercise], conditions: Conditions, tier: str) -> Surroundings:
    """Hash everything beside the submission that decides a verdict. `tier` is the real one."""
    package = Path(__file__).resolve().parents[1]
    code = [path for name in _DECIDING_PACKAGES for path in (package / name).rglob("*.py")]
    code += [package / "kit.py", package / "results.py"]
    return Surroundings(
        engine=_digest(package, code)[:16],
        python=f"{platform.python_implementation()} {platform.python_version()}",
        limits=f"tier={tier} seconds={conditions.timeout:g} hidden={conditions.hidden}",
        checks={exercise.id: _checks_digest(exercise) for exercise in exercises},
    )


def _checks_digest(exercise: Exercise) -> str:
    """Scenarios and checks, and helpers beside them; not mutants and accepted answers."""
    chapter = exercise.tests.parent
    files = [*exercise.tests.glob("*.py"), *chapter.glob("*.py"), *chapter.parent.glob("conftest.py")]
    return _digest(exercise.root, files)


def _digest(root: Path, files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(files):
        if path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{path.relative_to(root)}\0{content}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()
