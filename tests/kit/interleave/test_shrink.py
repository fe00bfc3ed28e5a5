"""A failure that a random strategy found is shown on a schedule as simple as the bounded search's."""

from __future__ import annotations

import pytest

from grader.interleave import Program, explore, replay, shrink

LOST_UPDATE = """
import threading

class Counter:
    def __init__(self):
        self.n = 0
    def add(self):
        for _ in range(3):
            self.n += 1

def main():
    counter = Counter()
    threads = [threading.Thread(target=counter.add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.n == 9, "lost"
"""

LATE = """
import threading

class Cell:
    def __init__(self):
        self.a = self.b = 0

def main():
    cell = Cell()
    def setter():
        cell.a = 1
        cell.b = 1
    def checker():
        assert cell.a >= cell.b, "b before a"
    threads = [threading.Thread(target=t) for t in (setter, setter, setter, checker)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return cell.a
"""


@pytest.mark.parametrize("strategy", ["random_walk", "pct", "pos", "surw", "urw"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_preemption_is_enough_for_a_lost_update(strategy: str, seed: int) -> None:
    program = Program(LOST_UPDATE, "counter.py")
    found = explore(program, strategy=strategy, seed=seed).failure
    assert found is not None
    assert found.preemptions == 1
    again = replay(program, found.token)
    assert again.failure is not None
    assert (again.failure.message, again.preemptions) == ("lost", 1)


def test_a_returned_value_is_kept_too() -> None:
    """Not only failures: a check may be about any outcome."""
    program = Program(LOST_UPDATE.replace('assert counter.n == 9, "lost"', "return counter.n"), "counter.py")
    result = explore(program, strategy="random_walk", stop_at_failure=False, executions=500)
    worst = min(result.outcomes, key=lambda o: o.value)  # type: ignore[arg-type, return-value]  # they are numbers
    token = shrink(program, worst.token)
    again = replay(program, token)
    assert again.value == worst.value
    assert again.preemptions <= worst.preemptions


def test_the_portfolio_shrinks_what_its_random_members_find() -> None:
    failure = explore(Program(LATE, "late.py"), executions=3000).failure
    assert failure is not None
    assert failure.preemptions == 1
