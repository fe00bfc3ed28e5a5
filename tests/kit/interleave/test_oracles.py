"""The engine runs exactly the interleavings that there are: checked against a model without an engine."""

from __future__ import annotations

import pytest

from grader.interleave import Exploration, Program, explore
from tests.kit.interleave.oracle import Thread, increments, interleavings, script

HEADER = """
import threading

class Cell:
    def __init__(self):
        self.x = 0

def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""


def search(source: str, preemptions: int) -> Exploration:
    program = Program(HEADER + source, "oracle.py")
    return explore(program, strategy="bounded", preemptions=preemptions, executions=10**6, stop_at_failure=False)


def unlocked(tasks: int, rounds: int) -> str:
    return f"""
def main():
    cell = Cell()
    def body():
        for _ in range({rounds}):
            cell.x += 1
    run(*[body] * {tasks})
    return cell.x
"""


@pytest.mark.parametrize(("tasks", "rounds"), [(2, 1), (2, 2), (3, 1), (2, 3), (4, 1)])
def test_unlocked_increments_have_exactly_their_interleavings(tasks: int, rounds: int) -> None:
    result = search(unlocked(tasks, rounds), preemptions=99)
    assert result.executions == interleavings([increments(rounds)] * tasks, {"x": 0})[0]
    assert result.exhaustive
    assert result.searched.startswith(f"all {result.executions:,} interleavings")


@pytest.mark.parametrize(("tasks", "rounds"), [(2, 1), (2, 2), (3, 1), (2, 3), (4, 1), (3, 2)])
@pytest.mark.parametrize("bound", [0, 1, 2, 3])
def test_a_preemption_bound_has_exactly_its_interleavings(tasks: int, rounds: int, bound: int) -> None:
    expected = interleavings([increments(rounds)] * tasks, {"x": 0}, bound)[0]
    assert search(unlocked(tasks, rounds), bound).executions == expected


def test_the_published_counts_stand() -> None:
    """The table of the literature, so that oracle and engine cannot be wrong together."""
    bounded = [interleavings([increments(2)] * 2, {"x": 0}, b)[0] for b in range(4)]
    assert bounded == [2, 8, 26, 44]
    assert interleavings([increments(3)] * 2, {"x": 0})[0] == 924
    assert interleavings([increments(2)] * 3, {"x": 0}, 2)[0] == 402
    assert search(unlocked(2, 2), 99).executions == 70
    assert search(unlocked(3, 1), 99).executions == 90


def locked(tasks: int, rounds: int) -> str:
    return f"""
def main():
    cell = Cell()
    lock = threading.Lock()
    def body():
        for _ in range({rounds}):
            with lock:
                cell.x += 1
    run(*[body] * {tasks})
    assert cell.x == {tasks * rounds}
"""


@pytest.mark.parametrize(("tasks", "rounds", "orders"), [(2, 1, 2), (3, 1, 6), (2, 2, 6), (3, 2, 90)])
def test_a_lock_leaves_only_the_orders_of_its_holders(tasks: int, rounds: int, orders: int) -> None:
    """(nr)!/(r!)^n: a blocked acquire that is scheduled would add to it."""
    round_ = (("acquire", "lock"), ("r", "x"), ("w", "x", 1), ("release", "lock"))
    thread = script(*round_ * rounds)
    assert interleavings([thread] * tasks, {"lock": 0, "x": 0})[0] == orders
    result = search(locked(tasks, rounds), 99)
    assert (result.executions, result.failure) == (orders, None)


def philosophers(n: int) -> list[Thread]:
    forks = [f"fork{i}" for i in range(n)]
    return [
        script(
            ("acquire", forks[i]),
            ("acquire", forks[(i + 1) % n]),
            ("release", forks[(i + 1) % n]),
            ("release", forks[i]),
        )
        for i in range(n)
    ]


PHILOSOPHERS = """
def main():
    forks = [threading.Lock() for _ in range({n})]
    def body(i):
        with forks[i]:
            with forks[(i + 1) % {n}]:
                pass
    run(*[lambda i=i: body(i) for i in range({n})])
"""


@pytest.mark.parametrize("n", [2, 3])
@pytest.mark.parametrize("bound", [0, 1, 2, 3])
def test_philosophers_deadlock_from_one_preemption_on(n: int, bound: int) -> None:
    """Releases are not decisions of the engine, so only what is reachable is compared, not the count."""
    deadlocks = interleavings(philosophers(n), dict.fromkeys((f"fork{i}" for i in range(n)), 0), bound)[1]
    failure = search(PHILOSOPHERS.format(n=n), bound).failure
    assert (failure is not None) == (deadlocks > 0)
    if failure is not None:
        assert failure.failure is not None
        assert failure.failure.kind == "deadlock"
        assert len(failure.failure.waits) == n + 1


def lastzero(n: int) -> tuple[list[Thread], str]:
    def scan(done: tuple[int, ...]) -> tuple[str, str] | None:
        if len(done) > n or (done and done[-1] == 0):
            return None
        return ("r", f"v{n - len(done)}")

    def step(j: int) -> Thread:
        return lambda done: [("r", f"v{j - 1}"), ("w", f"v{j}", done[0] + 1 if done else 0), None][len(done)]

    source = f"""
def main():
    cells = [Cell() for _ in range({n + 1})]
    def scan():
        i = {n}
        while cells[i].x != 0:
            i -= 1
            if i < 0:
                break
    def step(j):
        cells[j].x = cells[j - 1].x + 1
    run(scan, *[lambda j=j: step(j) for j in range(1, {n + 1})])
"""
    return [scan, *(step(j) for j in range(1, n + 1))], source


@pytest.mark.parametrize("n", [2, 3])
def test_control_flow_that_depends_on_data(n: int) -> None:
    threads, source = lastzero(n)
    expected = interleavings(threads, {f"v{i}": 0 for i in range(n + 1)})[0]
    source = source.replace("cells[", "cells_of(").replace("].x", ").x")
    result = search(source.replace("    def scan", "    cells_of = tuple(cells).__getitem__\n    def scan", 1), 99)
    assert result.executions == expected


@pytest.mark.parametrize("n", [2, 4])
def test_readers(n: int) -> None:
    threads = [script(("w", "x", 1)), *[script(("r", "x"))] * n]
    source = f"""
def main():
    cell = Cell()
    def write():
        cell.x = 1
    run(write, *[lambda: cell.x] * {n})
"""
    assert search(source, 99).executions == interleavings(threads, {"x": 0})[0]
