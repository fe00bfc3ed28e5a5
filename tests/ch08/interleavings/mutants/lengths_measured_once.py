"""Runs each task alone to see how long it is, then tries all orders of that many steps.

Caught by: test_programs_with_branches_and_locks
"""

from collections.abc import Callable, Generator, Iterator
from typing import Any


class Deadlock(Exception):
    """Nobody can go on, and not all have ended."""

    def __init__(self, schedule: tuple[int, ...]) -> None:
        super().__init__(f"nobody can go on after {schedule}")
        self.schedule = schedule


def interleavings(*lengths: int) -> Iterator[tuple[int, ...]]:
    """All orders of the tasks' steps."""
    if not any(lengths):
        yield ()
    for task, length in enumerate(lengths):
        if length:
            for rest in interleavings(*lengths[:task], length - 1, *lengths[task + 1 :]):
                yield (task, *rest)


def explore(make: Callable[[], tuple[Any, list[Generator]]], ok: Callable[[Any], bool]) -> tuple[int, ...] | None:
    """The first bad schedule, or None."""
    lengths = []
    for task in range(len(make()[1])):
        _, tasks = make()
        lengths.append(sum(1 for _ in tasks[task]) + 1)
    for schedule in interleavings(*lengths):
        state, made, _, ended = run(make, list(schedule))
        if not ended:
            raise Deadlock(tuple(made))
        if not ok(state):
            return tuple(made)
    return None


def run(
    make: Callable[[], tuple[Any, list[Generator]]], prefix: list[int]
) -> tuple[Any, list[int], list[list[int]], bool]:
    """Make the steps of the prefix, then go on with the first task that can, to the end."""
    state, tasks = make()
    waiting: dict[int, Callable[[], bool] | None] = dict.fromkeys(range(len(tasks)))
    made: list[int] = []
    choices: list[list[int]] = []
    while runnable := [task for task, cond in waiting.items() if cond is None or cond()]:
        task = prefix[len(made)] if len(made) < len(prefix) else runnable[0]
        if task not in waiting or (waiting[task] is not None and not waiting[task]()):
            task = runnable[0]
        made.append(task)
        choices.append(runnable)
        try:
            said = next(tasks[task])
        except StopIteration:
            del waiting[task]
        else:
            waits = isinstance(said, tuple) and len(said) == 2 and said[0] == "wait"
            waiting[task] = said[1] if waits else None
    return state, made, choices, not waiting


def following(made: list[int], choices: list[list[int]]) -> list[int] | None:
    """The start of the next schedule: the last choice that can still be raised, raised."""
    for place in reversed(range(len(made))):
        for other in choices[place]:
            if other > made[place]:
                return [*made[:place], other]
    return None
