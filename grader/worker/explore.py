"""Scenarios in the simulated world: the bridge from a request to the engine and back."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from grader.interleave import Outcome, Program, ProgramError, Unmodelled, collect_trace, shrink
from grader.interleave import explore as search
from grader.interleave.world import scene
from grader.interleave.world.loader import the_world
from grader.worker.plain import Unencodable, plain
from grader.worker.protocol import MAX_FRAME, Collect, Explore, Mishap, Observed, Searched, Traced, Up
from grader.worker.subject import LoadFailed, Subject

__all__ = ["clean", "collect", "encode", "explore", "kept", "load_failed", "program_of", "replacements", "to_mishap"]

_STAGE = Path(__file__).with_name("stage.py").read_text(encoding="utf-8")
_MOST_OUTCOMES = 5000
_TEXT = 2000


def explore(subject: Subject, request: Explore) -> Iterator[Up]:
    """One ``Observed`` a distinct outcome, in the order of discovery, then ``Searched``. Raises ``LoadFailed``."""
    program = program_of(subject, request.scenario, request.args)
    try:
        result = search(
            program,
            strategy=request.strategy,
            executions=request.executions,
            preemptions=request.preemptions,
            seed=request.seed,
            steps=request.steps,
            timing=request.timing,  # type: ignore[arg-type]
            points=request.points,  # type: ignore[arg-type]
            allow=request.allow,
            encode=encode,
        )
    except (ProgramError, Unmodelled) as error:
        raise load_failed(error) from None
    if len(result.outcomes) > _MOST_OUTCOMES:
        raise RuntimeError(f"the scenario has more than {_MOST_OUTCOMES} distinct outcomes: let it return less")
    for outcome in result.outcomes:
        yield _observed(request.request, outcome)
    yield Searched(
        request=request.request,
        executions=result.executions,
        steps=result.steps,
        seconds=result.seconds,
        exhaustive=result.exhaustive,
        searched=result.searched,
    )


def collect(subject: Subject, request: Collect) -> Iterator[Up]:
    """The trace of the execution that the token stands for, or of a simpler one with the same outcome."""
    program = program_of(subject, request.scenario, request.args)
    try:
        token = request.token
        if request.shrink:
            token = shrink(program, token, steps=request.steps, encode=encode)
        trace = collect_trace(program, token, steps=request.steps, encode=encode).to_json()
    except (ProgramError, Unmodelled) as error:
        raise load_failed(error) from None
    rows = trace.get("rows")
    while isinstance(rows, list) and rows and len(json.dumps(trace)) > MAX_FRAME // 2:
        del rows[len(rows) // 2 :]
    yield Traced(request=request.request, token=token, trace=trace)


def program_of(subject: Subject, scenario: str, args: list[Any]) -> Program:
    """The submission, with the scenario as its entry."""
    defined = {node.name for node in ast.parse(subject.scenarios).body if isinstance(node, ast.FunctionDef)}
    if scenario not in defined:
        raise RuntimeError(f"scenarios.py has no function {scenario}()")

    def entry(student: ModuleType) -> object:
        # A copy for each execution: a scenario may hand an argument to the student, who may change it.
        return _scenario(scenario)(student, *json.loads(frozen))

    frozen = json.dumps(args)
    return Program(
        subject.source,
        subject.filename,
        entry=entry,
        replacements=replacements(),
        world_modules={"grader.worker.stage": _STAGE, "scenarios": subject.scenarios},
    )


def _scenario(name: str) -> Callable[..., object]:
    function: Callable[..., object] = getattr(the_world().modules["scenarios"], name)
    return function


def replacements() -> dict[str, ModuleType]:
    """``grader.kit`` and the surroundings of ``stage`` as they are in the world.

    ``grader`` itself is replaced as well: ``from grader import kit`` must not find the real one.
    """
    package, kit, surroundings = ModuleType("grader"), ModuleType("grader.kit"), ModuleType("grader.worker.scene")
    package.__path__ = []
    for name in ("crunch", "fetch", "pause"):
        setattr(kit, name, getattr(scene, name))
    for name in ("checkpoint", "crunch", "fetch", "now", "own_process", "pause", "task_name"):
        setattr(surroundings, name, getattr(scene, name))
    return {"grader": package, "grader.kit": kit, "grader.worker.scene": surroundings}


class _Kept(NamedTuple):
    """What is kept of a value, and compared: JSON of plain data, or why it is none."""

    data: str
    why: str


def encode(value: object) -> _Kept:
    """What is kept of a scenario's result."""
    try:
        return _Kept(json.dumps(plain(value)), "")
    except Unencodable as error:
        return _Kept("", str(error))


def kept(value: object) -> tuple[Any, Mishap | None]:
    """A result as plain data again, or the mishap that it is none."""
    if isinstance(value, _Kept) and not value.why:
        return json.loads(value.data), None
    why = value.why if isinstance(value, _Kept) else "nothing"
    return None, Mishap(kind="unencodable", message=f"the result is {why}")


def _observed(request: str, outcome: Outcome) -> Observed:
    value, failure = kept(outcome.value)
    if outcome.failure is not None:
        value, failure = None, to_mishap(outcome.failure.to_json())
    return Observed(
        request=request,
        value=value,
        failure=failure,
        count=outcome.count,
        first=outcome.first,
        token=outcome.token,
        preemptions=outcome.preemptions,
        builds=outcome.builds,
        strategy=outcome.strategy,
        leaked=list(outcome.left_over),
    )


def to_mishap(failure: dict[str, Any]) -> Mishap:
    """A failure of the engine, as it is sent."""
    message = clean(failure["message"])
    return Mishap(
        kind=failure["kind"],
        message=message,
        name=message.partition(":")[0] if failure["kind"] == "exception" else "",
        task=clean(failure["task"] or ""),
        file=clean(failure["file"] or ""),
        line=failure["line"] or 0,
        waits=[
            {key: clean(item) if isinstance(item, str) else item for key, item in wait.items()}
            for wait in failure["waits"]
        ],
    )


def clean(text: str) -> str:
    """Text that JSON can carry, of bounded length."""
    return text[:_TEXT].encode("utf-8", "replace").decode()


def load_failed(error: ProgramError | Unmodelled) -> LoadFailed:
    """What the engine says of a program that it cannot run, as it is sent."""
    if isinstance(error, ProgramError):
        return LoadFailed(error.kind, clean(error.message), error.line or 0)
    return LoadFailed("unmodelled", clean(str(error)), 0)
