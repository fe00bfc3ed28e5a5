"""Never both, always one, and nobody waits for somebody who does not want."""

from __future__ import annotations

import pytest

from grader.checks import explore, source_facts

#: Modules that have locks, queues, or other programs in them.
MAY_NOT_IMPORT = {
    "_queue", "_thread", "asyncio", "concurrent", "contextvars", "ctypes", "fcntl", "greenlet", "mmap",
    "multiprocessing", "os", "queue", "sched", "select", "signal", "socket", "subprocess", "threading",
}  # fmt: skip


def visits(submission, times, executions, strategy="portfolio"):
    outcomes = explore(submission, "visits", times, executions=executions, strategy=strategy)
    outcomes.always(
        lambda v: v["together"] == [], f"Task 0 goes in {times[0]} time(s), task 1 {times[1]}: they are never both in."
    )
    outcomes.always(lambda v: v["in"] == sum(times), "Whoever wants in gets in, in the end.")


@pytest.mark.points(5)
def test_never_both(submission):
    visits(submission, [1, 1], 600, strategy="bounded")  # all that two preemptions can do


@pytest.mark.hidden
@pytest.mark.points(4)
def test_never_both_however_often(submission):
    visits(submission, [2, 2], 400)
    visits(submission, [1, 2], 150)
    visits(submission, [2, 1], 150)


@pytest.mark.hidden
@pytest.mark.points(3)
def test_nobody_waits_for_one_who_does_not_want(submission):
    orders = [[0, 0, 0], [1, 1, 1], [0, 1, 1, 0, 0, 1]]
    outcomes = explore(submission, "quiet", orders, executions=5, steps=2_000)
    outcomes.always(orders, "Who wants in while the other one does not gets in at once, as often as it likes.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_only_registers(submission):
    imports = source_facts(submission).imports
    other = [name for name in imports if name.partition(".")[0] in MAY_NOT_IMPORT]
    assert not other, f"registers and pause() are all there is; the file imports {', '.join(other)}"
    outcomes = explore(submission, "means", executions=5, steps=2_000)
    outcomes.always(lambda v: v["unchanged"], "enter and leave change nothing but what the registers hold.")
    outcomes.always(lambda v: v["writes"] > 0, "Who enters says so in a register.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_there_are_two_tasks(submission):
    outcomes = explore(submission, "strangers", executions=5, steps=2_000)
    outcomes.always(lambda v: v["raised"] == ["ValueError"] * 6, "A task that is neither 0 nor 1 is a ValueError.")
    outcomes.always(lambda v: v["later"] == [[0, 1], None], "After a ValueError the mutex works as before.")
