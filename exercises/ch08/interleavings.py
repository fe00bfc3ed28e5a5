"""Write a tiny model checker.

interleavings(*lengths)   all orders in which tasks of these lengths can make their steps. Task 0 makes lengths[0]
                          steps, task 1 makes lengths[1], and so on; an order is a tuple of the numbers of the tasks.
                          Each order comes exactly once, in lexicographic order (as sorted() would sort the tuples), and
                          one at a time: the first one of a billion is there at once. Without any step there is one
                          order, the empty one.

    interleavings(1, 2)   gives (0, 1, 1), (1, 0, 1), (1, 1, 0)

explore(make, ok)         tries all schedules of a program. make() gives a fresh one: its state, and a list of generators,
                          its tasks. They change the state while they run.

    A step of a task is one next() on its generator: it runs up to its next yield, or to its end. The next() that ends the
    task is a step too, so a task with one yield has two. How many steps a task makes may depend on the schedule.

    A task that has yielded ("wait", cond) cannot make its next step before cond() is true; what was true once may be
    false again later. Whatever else a task yields has no meaning. Tasks do not raise anything.

    A schedule is the tuple of the tasks, by number, that made the steps, until all have ended or nobody can go on.
    explore runs every schedule, each from a fresh start. It gives back the first one, in lexicographic order, that is bad:

    - all tasks have ended, and ok(state) is false: this schedule is returned;
    - some have not ended and nobody can go on: Deadlock is raised, with this schedule in it.

    If none is bad, it returns None. ok is only asked about a state in which all have ended. make is called at most as
    often as steps are made in all schedules together, and once more: enough to start afresh at each fork in the road.
"""

import random
from collections.abc import Callable, Generator, Iterator
from typing import Any


class Deadlock(Exception):
    """Nobody can go on, and not all have ended."""

    def __init__(self, schedule: tuple[int, ...]) -> None:
        super().__init__(f"nobody can go on after {schedule}")
        self.schedule = schedule


def interleavings(*lengths: int) -> Iterator[tuple[int, ...]]:
    """All orders of the tasks' steps."""
    # TODO: this hopes that a hundred shuffles bring up all of them, and none twice.
    steps = [task for task, length in enumerate(lengths) for _ in range(length)]
    for _ in range(100):
        random.shuffle(steps)
        yield tuple(steps)


def explore(make: Callable[[], tuple[Any, list[Generator]]], ok: Callable[[Any], bool]) -> tuple[int, ...] | None:
    """The first bad schedule, or None."""
    # TODO: one start for all schedules, two steps for each task, and nobody ever waits.
    state, tasks = make()
    for schedule in interleavings(*(2 for _ in tasks)):
        for task in schedule:
            next(tasks[task], None)
        if not ok(state):
            return schedule
    return None
