"""A corpus of tiny programs sorted by verdict: `programs/{fail,pass,refused}/<primitive>/<name>.py`.

The header of a program in `fail` says what must be found: `fails:` the failure's kinds that are right, `builds:`
which builds the first failure found needs ("any": it depends on which of two is found first), `within:` after
how many executions at the latest. A program in `pass` must not fail under any strategy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from grader.interleave import STRATEGIES, InterleaveError, Program, collect_trace, explore, replay

PROGRAMS = Path(__file__).parent / "programs"
#: Executions of a right program, for each strategy.
EXECUTIONS = 2000 // len(STRATEGIES)
#: What is known not to be found yet, and why.
NOT_FOUND: dict[str, str] = {}
#: What is a false alarm still, and why.
FALSE_ALARMS: dict[str, str] = {}


def corpus(verdict: str, gaps: Mapping[str, str] = {}) -> list[object]:
    files = sorted((PROGRAMS / verdict).rglob("*.py"))
    assert files, "the corpus is missing"
    made = []
    for file in files:
        name = file.relative_to(PROGRAMS / verdict).with_suffix("").as_posix()
        marks = [pytest.mark.xfail(reason=gaps[name], strict=True)] if name in gaps else []
        made.append(pytest.param(file, id=name, marks=marks))
    return made


def header(file: Path, key: str) -> str:
    found = re.search(rf"^# {key}: (.+)$", file.read_text(), re.MULTILINE)
    assert found, f"{file} has no line '# {key}: ...'"
    return found[1]


def load(file: Path) -> Program:
    return Program(file.read_text(), file.name)


@pytest.mark.parametrize("file", corpus("fail", NOT_FOUND))
def test_a_wrong_program_fails_as_its_header_says(file: Path) -> None:
    within = int(header(file, "within"))
    result = explore(load(file), executions=within, steps=5000)
    assert result.failure is not None, f"no failure: {result.searched}"
    failure = result.failure.failure
    assert failure is not None
    assert failure.kind in header(file, "fails").split()
    builds = header(file, "builds")
    assert builds in {"any", "default", "free-threaded"}
    if builds != "any":
        assert result.failure.builds == builds


@pytest.mark.parametrize("file", corpus("fail", NOT_FOUND))
def test_a_failure_is_replayed_and_traced(file: Path) -> None:
    """The token gives the same failure again, also with recording on."""
    program = load(file)
    found = explore(program, executions=int(header(file, "within")), steps=5000).failure
    assert found is not None
    assert replay(program, found.token, steps=5000).failure == found.failure
    assert found.failure is not None
    assert collect_trace(program, found.token, steps=5000).failure == found.failure.to_json()


@pytest.mark.parametrize("file", corpus("pass", FALSE_ALARMS))
def test_a_right_program_passes_under_every_strategy(file: Path) -> None:
    program = load(file)
    for strategy in STRATEGIES:
        result = explore(program, strategy=strategy, executions=EXECUTIONS)
        assert result.failure is None, (strategy, result.failure)


@pytest.mark.parametrize("file", corpus("pass"))
def test_a_right_program_passes_with_fair_timing(file: Path) -> None:
    result = explore(load(file), timing="fair", executions=100)
    assert result.failure is None, result.failure


@pytest.mark.parametrize("file", corpus("refused"))
def test_what_cannot_be_judged_is_refused(file: Path) -> None:
    with pytest.raises(InterleaveError) as caught:
        explore(load(file), executions=5)
    assert type(caught.value).__name__ == header(file, "refused")


def test_each_primitive_has_wrong_and_right_programs() -> None:
    folders = {verdict: {f.name for f in (PROGRAMS / verdict).iterdir() if f.is_dir()} for verdict in ("fail", "pass")}
    primitives = {"lock", "rlock", "condition", "event", "semaphore", "barrier", "queue", "simple_queue", "lifo_queue"}
    primitives |= {"priority_queue", "thread", "timer", "local", "executor", "excepthook", "data"}
    assert primitives <= folders["fail"]
    assert primitives <= folders["pass"]
