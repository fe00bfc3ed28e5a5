"""Workers under attack: one helper that always looks for what was left behind."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.sandbox import tree
from grader.sandbox.limits import Limits
from grader.sandbox.probe import TIERS, probe
from grader.sandbox.session import NoAnswer, Session
from grader.worker.protocol import Call, Observed

PLAIN = "def go(student): return student.go()\n"


def survivors(run: str) -> list[str]:
    """Processes that a worker has left.

    They carry the run's name in their command line, as a started worker and all its forks do; those of a forked worker
    do not, but have become our children in other sessions than ours.
    """
    found = [str(pid) for pid in tree._children("self") if tree._session(pid) not in (os.getsid(0), None)]
    found = [pid for pid in found if int(pid) not in tree._spared]
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if run.encode() in line:
                found.append(entry.name)
    return found


def converse(
    tier: str, source: str, *, scenarios: str = PLAIN, limits: Limits | None = None, finish: bool = True
) -> Observed:
    """Load, call ``go`` once, end; raises what the session raises. Nothing may be left of it."""
    session = Session(tier, limits or Limits(seconds=5.0))
    scratch = session._process._scratch
    try:
        session.load(source, "attack.py", scenarios)
        (observed,) = session.ask(Call(request="", scenario="go"))
        if finish:
            session.finish()
    finally:
        session.end()
        assert survivors(session._run) == []
        assert scratch is None or not Path(scratch).exists()
    assert isinstance(observed, Observed)
    return observed


@pytest.fixture(scope="session", params=TIERS)
def tier(request: pytest.FixtureRequest) -> str:
    if not probe(request.param).ok:
        pytest.skip(f"{request.param} does not work here")
    return request.param


@pytest.fixture(name="converse")
def _converse() -> Callable[..., Observed]:
    return converse


@pytest.fixture
def attack(tier: str) -> Callable[..., Observed]:
    """What came of a call of the attacker's ``go``."""
    return lambda source, **options: converse(tier, source, **options)


@pytest.fixture
def refused(tier: str) -> Callable[..., NoAnswer]:
    """How an attack ended that must end without an answer."""

    def run(source: str, **options: object) -> NoAnswer:
        with pytest.raises(NoAnswer) as caught:
            converse(tier, source, **options)
        return caught.value

    return run
