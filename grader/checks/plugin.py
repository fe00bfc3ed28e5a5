"""The pytest plugin that runs the checks of an exercise: loaded with ``-p grader.checks.plugin``, never by itself.

It gives each check the fixture ``submission``, ends every worker, and says of each check, as a user property that
pytest-json-report stores, what a result needs (see ``grader.checks.run``). What a failing check shows is its own
text; the lines of pytest, of the check and of the standard library are nobody's business.
"""

from __future__ import annotations

import math
import signal
import time
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.checks.failed import CheckFailed
from grader.checks.seeds import run_under_seeds
from grader.checks.subject import Replay, Replayed, Submission, Workers, read_source
from grader.checks.text import render
from grader.sandbox.limits import Limits
from grader.sandbox.probe import TIERS

__all__ = ["CheckRecord"]

_WORKERS = pytest.StashKey[Workers]()
_SUBMISSION = pytest.StashKey[Submission]()
_LEFT = pytest.StashKey[int]()


class CheckRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What the plugin says of one check; the names are those of the result model."""

    check: str
    status: str
    failure: str | None = None
    message: str = ""
    max_points: int = 0
    hidden: bool = False
    evidence: dict[str, Any] | None = None
    executions: int = 0
    seconds: float = 0.0
    repeats: list[int] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of a run of checks."""
    group = parser.getgroup("grader", "checks of an exercise")
    group.addoption("--submission", type=Path, help="the student's file, or a folder that holds it")
    group.addoption("--shown-as", default="", help="how to call the file in texts (default: its path)")
    group.addoption("--exercise", help="the exercise, as ch06/transfer (default: from the folder of the checks)")
    group.addoption(
        "--tier", choices=TIERS, default="T0", help="the walls around a worker (default: T0, a plain process)"
    )
    group.addoption(
        "--check-seconds", type=float, default=Limits().seconds, help="wall limit of one request to a worker"
    )
    group.addoption("--total-seconds", type=float, default=math.inf, help="wall limit of all requests together")
    group.addoption("--replay", help="an engine token: replay it where the checks explore what --replay-call names")
    group.addoption("--replay-call", default="", help="see --replay")
    group.addoption("--seeds", type=int, default=1, help="run each check that explores under so many seeds")
    group.addoption("--only", action="append", default=[], help="run this check and no other; may be repeated")
    group.addoption("--public-only", action="store_true", help="leave out the checks that are marked hidden")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers, start the first worker early, and let SIGTERM end workers too."""
    config.addinivalue_line("markers", "points(n): what the check is worth")
    config.addinivalue_line("markers", "hidden: only for grading, not shown to students beforehand")
    workers = Workers(
        config.getoption("--tier"),
        Limits(seconds=config.getoption("--check-seconds")),
        config.getoption("--total-seconds"),
    )
    config.stash[_WORKERS] = workers
    config.add_cleanup(workers.close)
    signal.signal(signal.SIGTERM, _stop)


def _stop(*_: object) -> None:
    """End the run in an orderly way: whoever runs a worker ends it on the way out."""
    pytest.exit("terminated", returncode=143)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Collection takes about as long as a worker needs to start."""
    if not session.config.option.collectonly:
        session.config.stash[_WORKERS].prepare()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out hidden checks where only the public ones are asked for, and others where some are named."""
    if config.getoption("--public-only"):
        hidden = [item for item in items if item.get_closest_marker("hidden")]
        items[:] = [item for item in items if item not in hidden]
        config.hook.pytest_deselected(items=hidden)
    named = [item for item in items if getattr(item, "originalname", item.name) in config.getoption("--only")]
    if named:
        config.hook.pytest_deselected(items=[item for item in items if item not in named])
        items[:] = named
    config.stash[_LEFT] = len(items)


@pytest.fixture
def submission(request: pytest.FixtureRequest) -> Submission:
    """The student's file, with the scenarios beside the check."""
    config, folder = request.config, request.path.parent
    exercise = config.getoption("--exercise") or f"{folder.parent.name}/{folder.name}"
    given, token = config.getoption("--submission"), config.getoption("--replay")
    path = _find(given if given is not None else folder.parents[2] / "exercises", exercise)
    left = config.stash[_LEFT] = config.stash.get(_LEFT, 0) - 1
    subject = Submission(
        exercise=exercise,
        path=path,
        source=read_source(path),
        workers=config.stash[_WORKERS],
        more_to_come=left > 0,
        shown_as=config.getoption("--shown-as"),
        replay=Replay(config.getoption("--replay-call"), token) if token else None,
        scenarios=(folder / "scenarios.py").read_text(encoding="utf-8"),
    )
    request.node.stash[_SUBMISSION] = subject
    return subject


def _find(given: Path, exercise: str) -> Path:
    """The file of an exercise: the path itself, or in a folder under its name, with or without the chapter's folder."""
    if given.suffix == ".py" or given.is_file():
        return given
    chapter, _, name = exercise.rpartition("/")
    inside = given / chapter / f"{name}.py"
    return inside if inside.exists() or not (given / f"{name}.py").exists() else given / f"{name}.py"


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run the check under several seeds, if so many are wanted; the first failure is the one that is shown."""
    seeds = pyfuncitem.config.getoption("--seeds")
    subject = pyfuncitem.funcargs.get("submission")
    if seeds < 2 or not isinstance(subject, Submission):
        return None
    # Names and defaults as pytest itself passes them.
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}  # noqa: SLF001 - pytest has no public name for it
    run_under_seeds(subject, seeds, partial(pyfuncitem.obj, **arguments))
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Replace pytest's view of a failure by the check's own, and record the verdict."""
    report: pytest.TestReport = yield
    if call.when == "call" or (call.when == "setup" and call.excinfo is not None):
        error = call.excinfo.value if call.excinfo is not None else None
        record = _record(item, error, time.time() - call.start)
        item.user_properties.append(("check", msgspec.to_builtins(record)))
        if error is not None and record.status != "grader_error":
            report.longrepr = _text(record)
            report.outcome = "failed"
    return report


def _record(item: pytest.Item, error: BaseException | None, seconds: float) -> CheckRecord:
    status, kind, message, evidence = "passed", None, "", None
    subject = item.stash.get(_SUBMISSION, None)
    executions = subject.executions if subject is not None else 0
    if isinstance(error, CheckFailed):
        status, kind, message = error.status, error.kind, error.message
        if error.evidence is not None:
            evidence = msgspec.to_builtins(error.evidence)
    elif isinstance(error, Replayed):
        item.session.shouldstop = "replayed"
        status, message = "not-replayed" if error.trace is None else "replayed", error.message
        evidence = {"requirement": "", "trace": error.trace}
    elif isinstance(error, AssertionError | pytest.fail.Exception):
        requirement = _requirement(item)
        status, kind, message = "failed", "assertion", str(error) or requirement
        text = render(requirement=requirement, happened=[str(error)] if str(error) else [])
        evidence = {"requirement": requirement, "kind": kind, "text": text}
    elif error is not None:
        status, message = "grader_error", f"{type(error).__name__}: {error}"[:2000]
    points = item.get_closest_marker("points")
    return CheckRecord(
        repeats=subject.repeats if subject is not None else [],
        check=item.name,
        status=status,
        failure=kind,
        message=message,
        evidence=evidence,
        executions=executions,
        seconds=seconds,
        max_points=int(points.args[0]) if points is not None and points.args else 0,
        hidden=item.get_closest_marker("hidden") is not None,
    )


def _requirement(item: pytest.Item) -> str:
    """What a check without a sentence of its own requires: the first line of its docstring, or its name in words."""
    doc = getattr(getattr(item, "function", None), "__doc__", None) or ""
    return doc.strip().splitlines()[0].rstrip(".") if doc.strip() else item.name.removeprefix("test_").replace("_", " ")


def _text(record: CheckRecord) -> str:
    text = (record.evidence or {}).get("text") or record.message
    return str(text) if record.status == "failed" else f"{record.status}: {text}"
