"""What a scenario inside the world may ask of the engine; each call acts on the running task."""

from __future__ import annotations

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.pace import PRESENT
from grader.interleave.world.clock import sleep
from grader.interleave.world.look import look


def checkpoint(label: str = "") -> None:
    """A scheduling point of class `gil`; under a recorder it leaves `label` in the trace."""
    look()
    if label and KERNEL.recorder is not None:
        KERNEL.recorder.note(label)


def pause() -> None:
    """A yield: lets others run; a loop that waits for something calls it."""
    KERNEL.pause()


def now() -> float:
    """Virtual seconds since the execution began; reading does not let the clock tick."""
    machine = PRESENT.machine
    return KERNEL.clock.seconds if machine is None else machine.now()


def task_name() -> str:
    """The running task's name."""
    return KERNEL.current.name


def crunch(seconds: float) -> None:
    """Computing for `seconds`: on a machine it takes a core, in `explore` it is a wait of that virtual length."""
    machine = PRESENT.machine
    if machine is None:
        sleep(seconds)
    else:
        machine.crunch(seconds)


def fetch(url: str, seconds: float = 0.1) -> str:
    """Input or output for `seconds`; returns a small page that depends on `url` only."""
    machine = PRESENT.machine
    if machine is None:
        sleep(seconds)
    else:
        machine.wait_for_io(seconds)
    return f"<page {url}>"


def own_process() -> None:
    """The running task is a process of its own from now on: on a machine, with a GIL of its own."""
    machine = PRESENT.machine
    if machine is not None:
        machine.own_process()
