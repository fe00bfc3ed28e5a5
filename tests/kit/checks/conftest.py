"""A toy exercise, and submissions for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.checks.subject import Submission, Workers, read_source
from grader.sandbox.limits import Limits

collect_ignore = ["toy"]  # its checks are run by ours, as a student's are

TOY = Path(__file__).with_name("toy")
SCENARIOS = TOY / "tests" / "ch00" / "counter" / "scenarios.py"


@pytest.fixture
def toy() -> Path:
    """The folder of the toy course."""
    return TOY


@pytest.fixture
def hand_in(tmp_path: Path) -> Iterator[Callable[..., Submission]]:
    """Make a submission from one of the toy's files or from a text, in plain processes."""
    made: list[Workers] = []

    def make(name_or_text: str, scenarios: str | None = None, **limits: object) -> Submission:
        path = TOY / "submissions" / f"{name_or_text}.py" if name_or_text.isidentifier() else tmp_path / "counter.py"
        if not name_or_text.isidentifier():
            path.write_text(name_or_text, encoding="utf-8")
        workers = Workers("T0", Limits(**{"seconds": 5.0, **limits}))
        made.append(workers)
        return Submission(
            exercise="ch00/counter",
            path=path,
            shown_as=path.name,
            source=read_source(path),
            workers=workers,
            scenarios=SCENARIOS.read_text(encoding="utf-8") if scenarios is None else scenarios,
        )

    yield make
    for workers in made:
        workers.close()
