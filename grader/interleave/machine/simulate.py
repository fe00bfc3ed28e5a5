"""Run a program once on a virtual machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from grader.interleave.engine.failure import Failure
from grader.interleave.machine.clock import SECOND
from grader.interleave.machine.kernel import running_on
from grader.interleave.machine.machine import Machine
from grader.interleave.machine.model import Timeline
from grader.interleave.runtime import Program, prepared

#: A CPU phase is interrupted after so many seconds if others wait for a core; and `sys.getswitchinterval()`.
QUANTUM = SWITCH_INTERVAL = 0.005


@dataclass(slots=True)
class Simulation:
    """One run on a machine: what the entry returned or how it failed, and what everybody did when.

    `left_over` names tasks that still ran when the entry returned.
    """

    value: object
    failure: Failure | None
    timeline: Timeline
    left_over: list[str]
    output: str


def simulate(
    program: Program,
    *,
    cores: int = 4,
    gil: bool = False,
    switch_interval: float | None = SWITCH_INTERVAL,
    quantum: float | None = QUANTUM,
    seed: int = 0,
    steps: int = 300_000,
    encode: Callable[[object], object] | None = None,
) -> Simulation:
    """Run `program` on a machine with that many cores (1 to 64), with a GIL in each process or without.

    `crunch(s)` needs a core, and the GIL, for s seconds; `fetch`, `sleep` and every wait need neither; all other
    Python costs nothing. `quantum`: seconds after which a core goes to the next in line; None: CPU phases run to
    their end, first come, first served, with the GIL too. `switch_interval`: after so many seconds of waiting a
    thread asks for the GIL, and gets it. `seed` other than 0 draws the order of what happens at the same instant.
    Equal arguments give equal results, to the nanosecond, on every machine.
    Raises what `explore` raises, and `ValueError` for a machine that there cannot be.
    """
    machine = Machine(cores, gil, switch_interval, quantum, seed)

    def returned(value: object) -> object:
        machine.returned = machine.clock.now
        return value if encode is None else encode(value)

    with prepared(program, "fair", "all", returned) as runtime, running_on(machine):
        execution = runtime.run(_nobody, steps)
        end = machine.clock.now
        makespan = machine.returned if machine.returned >= 0 else end
        timeline = Timeline(
            cores=cores,
            gil=gil,
            makespan=makespan / SECOND,
            end=end / SECOND,
            steps=execution.steps,
            tasks=machine.ledger.reports(),
            slices=machine.ledger.record(),
            held=machine.ledger.held / SECOND,
            cut=machine.ledger.cut,
        )
    return Simulation(execution.value, execution.failure, timeline, list(execution.left_over), execution.output)


def _nobody(*_: object) -> NoReturn:
    raise AssertionError("on a machine nothing is left to choose")
