"""A task that outlives the program: allowed by default, a failure of kind "leak" where that is asked for."""

from __future__ import annotations

import pytest

from grader.interleave import Program, explore, replay, shrink

LEFT = """
import threading

gate = threading.Event()

def main():
    threading.Thread(target=gate.wait, name="waiter", daemon={daemon}).start()
    threading.Thread(target=gate.set, name="opener").start()
    return "done"
"""

JOINED = """
import threading

def main():
    thread = threading.Thread(target=print, args=("hello",))
    thread.start()
    thread.join()
"""


@pytest.mark.parametrize("daemon", [True, False])
def test_a_task_that_outlives_main_is_a_leak_only_if_asked(daemon: bool) -> None:
    program = Program(LEFT.format(daemon=daemon), "left.py")
    assert explore(program).failure is None
    found = explore(program, leaks_fail=True).failure
    assert found is not None
    assert found.failure is not None
    assert found.failure.kind == "leak"
    assert "waiter" in found.failure.message


def test_a_leak_is_replayed_and_shrunk() -> None:
    program = Program(LEFT.format(daemon=True), "left.py")
    found = explore(program, leaks_fail=True, strategy="random_walk").failure
    assert found is not None
    again = replay(program, shrink(program, found.token))
    assert again.failure is not None
    assert again.failure.kind == "leak"


def test_what_was_joined_is_no_leak() -> None:
    assert explore(Program(JOINED, "joined.py"), leaks_fail=True).failure is None
