"""Programs for the virtual machine, written as people write them, with the kit's own names for work."""

import textwrap
from collections.abc import Callable
from types import ModuleType

import pytest

from grader.interleave import Program
from grader.interleave.machine.simulate import Simulation, simulate
from grader.interleave.world import scene

_PRELUDE = """
import threading, time, queue
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from kit import crunch, fetch, pause, now, own_process
def together(*thunks):
    threads = [threading.Thread(target=t, name="ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i % 26]) for i, t in enumerate(thunks)]
    for t in threads: t.start()
    for t in threads: t.join()
"""


@pytest.fixture
def run() -> Callable[..., Simulation]:
    """Run the body of a function `main` on a machine; a failure of the program fails the test."""

    def on_machine(body: str, *, fails: bool = False, **machine: object) -> Simulation:
        kit = ModuleType("kit")
        for name in ("crunch", "fetch", "pause", "now", "own_process"):
            setattr(kit, name, getattr(scene, name))
        text = textwrap.dedent(body).strip("\n")
        if "def main" not in text:
            text = "def main():\n" + textwrap.indent(text, "    ")
        made = simulate(Program(_PRELUDE + text, "program.py", replacements={"kit": kit}), **machine)
        assert fails == (made.failure is not None), made.failure
        return made

    return on_machine
