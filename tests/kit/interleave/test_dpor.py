"""Partial-order reduction runs each class of equivalent interleavings, and loses no outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from grader.interleave import Exploration, Program, explore
from grader.interleave import program as module
from grader.interleave.engine.task import Task
from grader.interleave.strategies.dpor import Dpor
from tests.kit.interleave.generator import FAILING, LOCKING, PLAIN, TRYING, WAITING, generated
from tests.kit.interleave.test_oracles import HEADER, PHILOSOPHERS, lastzero, locked, unlocked


def reduce(source: str) -> Exploration:
    program = Program(HEADER + source, "oracle.py")
    return explore(program, strategy="dpor", executions=100_000, stop_at_failure=False)


def explore_all(source: str) -> Exploration:
    program = Program(HEADER + source, "oracle.py")
    result = explore(program, strategy="bounded", preemptions=99, executions=100_000, stop_at_failure=False)
    assert result.exhaustive
    return result


class Watched(Dpor):
    """Counts executions whose class has been run before: the same operations, conflicts in the same order."""

    def __init__(self) -> None:
        super().__init__()
        self.twice = 0
        self._classes: set[Any] = set()

    def stopped(self, tasks: Sequence[Task]) -> None:
        number: Counter[int] = Counter()
        names = []
        events = self._order.events
        for event in events:
            number[event.task] += 1
            names.append((event.task, number[event.task]))
        pairs = [(i, j) for j in range(len(events)) for i in range(j)]
        ordered = {(names[i], names[j]) for i, j in pairs if events[i].operation.conflicts(events[j].operation)}
        this = (frozenset(names), frozenset(ordered))
        self.twice += this in self._classes
        self._classes.add(this)
        super().stopped(tasks)


@pytest.mark.parametrize(
    ("tasks", "rounds", "classes"), [(2, 1, 4), (2, 2, 34), (3, 1, 36), (2, 3, 328), (4, 1, 576), (3, 2, 7134)]
)
def test_unlocked_increments(tasks: int, rounds: int, classes: int) -> None:
    """The published numbers of Mazurkiewicz traces."""
    result = reduce(unlocked(tasks, rounds))
    assert result.executions == classes
    assert result.exhaustive
    assert result.searched.startswith(f"every class of equivalent interleavings, in {classes:,} executions")


@pytest.mark.parametrize(("tasks", "rounds", "orders"), [(2, 1, 2), (3, 1, 6), (2, 2, 6), (3, 2, 90)])
def test_a_lock_leaves_the_orders_of_its_holders(tasks: int, rounds: int, orders: int) -> None:
    assert reduce(locked(tasks, rounds)).executions == orders


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_lastzero(n: int) -> None:
    """(n + 3) 2^(n-2) classes: the control flow depends on the data."""
    source = lastzero(n)[1].replace("cells[", "cells_of(").replace("].x", ").x")
    source = source.replace("    def scan", "    cells_of = tuple(cells).__getitem__\n    def scan", 1)
    assert reduce(source).executions == (n + 3) * 2 ** (n - 2)


@pytest.mark.parametrize("n", [2, 4, 6])
def test_readers(n: int) -> None:
    source = f"""
def main():
    cell = Cell()
    def write():
        cell.x = 1
    run(write, *[lambda: cell.x] * {n})
"""
    assert reduce(source).executions == 2**n


@pytest.mark.parametrize("n", [2, 3, 4])
def test_philosophers_have_one_class_that_deadlocks(n: int) -> None:
    result = reduce(PHILOSOPHERS.format(n=n))
    assert result.executions == 2**n - 1
    assert [o.count for o in result.outcomes if o.failure is not None] == [1]


KINDS = {
    "locks": (PLAIN, LOCKING),
    "waiting": (PLAIN, LOCKING, WAITING),
    "trying": (PLAIN, LOCKING, TRYING),
    "failing": (PLAIN, LOCKING, FAILING),
    "all": (PLAIN, LOCKING, WAITING, TRYING, FAILING),
}


def outcomes(result: Exploration) -> set[str]:
    return {f"{o.failure.kind}: {o.failure.message}" if o.failure else repr(o.value) for o in result.outcomes}


@pytest.mark.parametrize("kinds", KINDS)
@pytest.mark.parametrize("seed", range(24))
def test_random_programs(kinds: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The outcomes of all interleavings; no class twice; never an execution in which everybody sleeps."""
    program = Program(generated(seed, *KINDS[kinds]), "generated.py")
    every = explore(program, strategy="bounded", preemptions=99, executions=1_000, stop_at_failure=False)
    strategy = Watched()
    monkeypatch.setattr(module, "make_strategy", lambda *_: strategy)
    reduced = explore(program, executions=3_000, stop_at_failure=False)
    assert (strategy.blocked, strategy.lost, strategy.twice) == (0, 0, 0)
    assert reduced.exhaustive
    if every.exhaustive:
        assert outcomes(reduced) == outcomes(every)
        assert reduced.executions <= every.executions
    else:
        assert outcomes(reduced) >= outcomes(every)


def test_the_random_programs_are_worth_it() -> None:
    """Enough of them are searched to the end, deadlock, fail, and have several outcomes."""
    found = []
    for seed in range(24):
        program = Program(generated(seed, *KINDS["all"]), "generated.py")
        found.append(explore(program, strategy="dpor", executions=3_000, stop_at_failure=False))
    assert sum(len(result.outcomes) > 1 for result in found) > 10
    kinds = {o.failure.kind for result in found for o in result.outcomes if o.failure}
    assert {"deadlock", "assertion"} <= kinds


def test_a_failure_hides_nothing_that_others_do_before_it() -> None:
    """The failing task does not conflict with what makes it fail at another place."""
    source = """
def main():
    a, b = Cell(), Cell()
    def check():
        assert a.x == 1
    def work():
        b.x = 1
        a.x = 1
        b.x = 2
    run(check, work)
    return b.x
"""
    assert outcomes(reduce(source)) == outcomes(explore_all(source))


def test_daemons_are_cut_off_at_every_place() -> None:
    source = """
def main():
    a, b = Cell(), Cell()
    def count():
        a.x = 1
        a.x = 2
    def look():
        b.x = a.x
    threading.Thread(target=count, daemon=True).start()
    run(look)
    return b.x
"""
    assert {o.value for o in reduce(source).outcomes} == {0, 1, 2}


def test_nothing_is_claimed_of_a_program_that_polls() -> None:
    """Who polls is made to let others go on: not every interleaving is on offer."""
    source = """
import time
def main():
    cell = Cell()
    def wait():
        while not cell.x:
            time.sleep(1)
    def work():
        cell.x = 1
    run(wait, work)
"""
    result = reduce(source)
    assert result.executions > 1
    assert not result.exhaustive
    assert "every class" not in result.searched


def test_points_of_the_default_build_are_not_reduced() -> None:
    """Between two of its points several operations are one step, which conflicts with every other."""
    program = Program(HEADER + locked(2, 2), "gil.py")
    every = explore(program, strategy="bounded", preemptions=99, executions=10_000, points="gil")
    assert every.searched.startswith("all ")
    reduced = explore(program, strategy="dpor", executions=10_000, points="gil")
    assert reduced.executions == every.executions
