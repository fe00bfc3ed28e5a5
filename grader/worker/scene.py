"""The real machine's version of ``grader.interleave.world.scene``: what scenario code may ask of its surroundings.

In the simulated world the module of this name is replaced by the engine's own, so that ``stage`` is the same in both.
"""

import threading
import time

from grader.kit import crunch, fetch

__all__ = ["checkpoint", "crunch", "fetch", "now", "own_process", "pause", "task_name"]


def checkpoint(label: str = "") -> None:
    """A place where another thread may run; the label is for traces, which there are none of here."""
    del label
    time.sleep(0)


def pause() -> None:
    """Let another thread run."""
    time.sleep(0)


def now() -> float:
    """Seconds since some moment in the past."""
    return time.monotonic()


def task_name() -> str:
    """The name of the thread that asks."""
    return threading.current_thread().name


def own_process() -> None:
    """Nothing: a thread stays in its process here."""
