"""Scenarios on the virtual machine: the bridge from a request to one run."""

from __future__ import annotations

import json
from collections.abc import Iterator

from grader.interleave import ProgramError, Unmodelled
from grader.interleave.machine.simulate import Simulation
from grader.interleave.machine.simulate import simulate as run
from grader.worker.explore import clean, encode, kept, load_failed, program_of, to_mishap
from grader.worker.protocol import MAX_FRAME, Simulate, Simulated, Up
from grader.worker.subject import Subject

__all__ = ["simulate"]


def simulate(subject: Subject, request: Simulate) -> Iterator[Up]:
    """One ``Simulated``. Raises ``LoadFailed``."""
    program = program_of(subject, request.scenario, request.args)
    try:
        made = run(
            program,
            cores=request.cores,
            gil=request.gil,
            switch_interval=request.switch_interval,
            quantum=request.quantum,
            seed=request.seed,
            steps=request.steps,
            encode=encode,
        )
    except (ProgramError, Unmodelled) as error:
        raise load_failed(error) from None
    yield _simulated(request.request, made)


def _simulated(request: str, made: Simulation) -> Simulated:
    failure = to_mishap(made.failure.to_json()) if made.failure is not None else None
    value = None
    if failure is None:
        value, failure = kept(made.value)
    timeline = made.timeline.to_json()
    for task in timeline["tasks"]:
        task["name"] = clean(task["name"])
    for piece in timeline["slices"]:
        piece[0] = clean(piece[0])
    while len(json.dumps(timeline)) > MAX_FRAME // 2 and timeline["slices"]:
        del timeline["slices"][len(timeline["slices"]) // 2 :]
        timeline["cut"] = True
    return Simulated(
        request=request,
        value=value,
        failure=failure,
        timeline=timeline,
        leaked=[clean(name) for name in made.left_over],
    )
