"""Chapters and exercises, with the paths of everything that belongs to them.

The four places of an exercise mirror each other by name, so that no path is ever written
down: exercises/ch06/transfer.py (stub), solutions/ch06/transfer.py (reference),
tests/ch06/transfer/ (scenarios, checks, mutants/, accepted/).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

KINDS: Final = (
    "implement",
    "fix",
    "break-deadlock",
    "pick-executor",
    "pipeline",
    "diagnose",
    "measure",
    "test-writing",
    "port",
)


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise of a chapter. Paths are where its files belong; they may not exist."""

    root: Path
    chapter: str
    name: str
    title: str
    kind: str
    difficulty: int
    points: int
    minutes: int
    optional: bool
    boss: bool
    hints: tuple[str, ...]

    @property
    def id(self) -> str:
        """`ch06/transfer`: how people and results name it."""
        return f"{self.chapter}/{self.name}"

    @property
    def stub(self) -> Path:
        """The file that a student edits."""
        return self.root / "exercises" / self.chapter / f"{self.name}.py"

    @property
    def solution(self) -> Path:
        """The reference."""
        return self.root / "solutions" / self.chapter / f"{self.name}.py"

    @property
    def tests(self) -> Path:
        """The folder with scenarios.py and test_checks.py."""
        return self.root / "tests" / self.chapter / self.name

    @property
    def mutants(self) -> tuple[Path, ...]:
        """Wrong answers that the checks must catch."""
        return _python_files(self.tests / "mutants")

    @property
    def accepted(self) -> tuple[Path, ...]:
        """Right answers, unlike the reference, that the checks must pass."""
        return _python_files(self.tests / "accepted")


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A chapter as its chapter.toml tells it; exercises in the order of the file."""

    id: str
    title: str
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True, kw_only=True)
class Course:
    """All chapters that were found below `root`."""

    root: Path
    chapters: tuple[Chapter, ...]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, in course order."""
        return tuple(exercise for chapter in self.chapters for exercise in chapter.exercises)


def _python_files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.glob("*.py") if path.name != "__init__.py"))
