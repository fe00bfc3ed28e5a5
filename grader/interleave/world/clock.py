"""`time` as the program sees it: every clock reads the kernel's virtual one, `sleep` is a timed wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import ModuleType

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.pace import PRESENT

#: The virtual clocks that tell the date start here (2000-01-01 00:00 UTC).
EPOCH = 946_684_800.0


def sleep(seconds: float, /) -> None:
    """`time.sleep` in virtual time: may last any time under adversarial timing."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if KERNEL.recorder is not None:
        KERNEL.recorder.operation("sleep", None)
    if KERNEL.running:
        KERNEL.block(None, KERNEL.clock.seconds + seconds)


def _read() -> float:
    return KERNEL.clock.read()


def _thread_time() -> float:
    machine = PRESENT.machine
    return KERNEL.clock.read() if machine is None else machine.thread_time()


def _process_time() -> float:
    machine = PRESENT.machine
    return KERNEL.clock.read() if machine is None else machine.process_time()


def _date() -> float:
    return EPOCH + KERNEL.clock.read()


def _in_nanoseconds(clock: Callable[[], float]) -> Callable[[], int]:
    return lambda: round(clock() * 1e9)


def _date_nanoseconds() -> int:
    return round(_date() * 1e9)


def make_time() -> ModuleType:
    """A module like `time` over the virtual clock."""
    module = ModuleType("time", time.__doc__)
    module.__dict__.update(vars(time))
    clocks = {
        "monotonic": _read,
        "perf_counter": _read,
        "process_time": _process_time,
        "thread_time": _thread_time,
    }
    nanos = {f"{name}_ns": _in_nanoseconds(clock) for name, clock in clocks.items()}
    module.__dict__.update(clocks, sleep=sleep, time=_date, time_ns=_date_nanoseconds, **nanos)
    return module
