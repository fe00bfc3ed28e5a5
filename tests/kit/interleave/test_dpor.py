"""Partial-order reduction runs each class of equivalent interleavings, and loses no outcome."""

from __future__ import annotations

from random import Random

import pytest

from grader.interleave import Exploration, Program, explore
from tests.kit.interleave.test_oracles import HEADER, PHILOSOPHERS, lastzero, locked, unlocked


def reduce(source: str) -> Exploration:
    program = Program(HEADER + source, "oracle.py")
    return explore(program, strategy="dpor", executions=100_000, stop_at_failure=False)


@pytest.mark.parametrize(
    ("tasks", "rounds", "classes"), [(2, 1, 4), (2, 2, 34), (3, 1, 36), (2, 3, 328), (4, 1, 576)]
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


@pytest.mark.parametrize("n", [2, 3, 4])
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


def generated(seed: int) -> str:
    """Two or three tasks that read, write and lock at random; what each has read is the outcome."""
    random = Random(seed)
    bodies = []
    for task in range(random.choice([2, 2, 3])):
        lines, depth = [f"    def body{task}():", f"        seen = log[{task}]"], 0
        for _ in range(random.randint(1, 3)):
            pad = "        " + "    " * depth
            match random.randrange(5):
                case 0 if depth < 2:
                    lines.append(f"{pad}with locks[{random.randrange(2)}]:")
                    depth += 1
                    lines.append(f"{pad}    a.x = a.x + {task + 1}")
                case 1:
                    lines.append(f"{pad}seen.append(a.x)")
                case 2:
                    lines.append(f"{pad}b.x = {task + 1}")
                case 3:
                    lines.append(f"{pad}seen.append(b.x)")
                case _:
                    lines.append(f"{pad}a.x += 1")
        bodies.append("\n".join(lines))
    names = ", ".join(f"body{i}" for i in range(len(bodies)))
    return (
        "\ndef main():\n    a, b = Cell(), Cell()\n    locks = (threading.Lock(), threading.Lock())\n"
        "    log = ([], [], [])\n" + "\n".join(bodies) + f"\n    run({names})\n    return log, a.x, b.x\n"
    )


@pytest.mark.parametrize("seed", range(40))
def test_no_outcome_is_lost(seed: int) -> None:
    """The same outcomes as all interleavings have, from no more executions."""
    program = Program(HEADER + generated(seed), "generated.py")
    every = explore(program, strategy="bounded", preemptions=99, executions=2_000, stop_at_failure=False)
    reduced = reduce(generated(seed))

    def outcomes(result: Exploration) -> set[str]:
        return {o.failure.message if o.failure else repr(o.value) for o in result.outcomes}

    if every.exhaustive:
        assert outcomes(reduced) == outcomes(every)
        assert reduced.executions <= every.executions
    else:
        assert outcomes(reduced) >= outcomes(every)
