"""Nobody can go on, so it is over.

Caught by: test_deadlocks
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
    prefix: list[int] | None = []
    while prefix is not None:
        state, made, choices, ended = run(make, prefix)
        if not ended:
            raise Deadlock(tuple(made))
        if not ok(state):
            return tuple(made)
        prefix = following(made, choices)
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
        made.append(task)
        choices.append(runnable)
        try:
            said = next(tasks[task])
        except StopIteration:
            del waiting[task]
        else:
            waits = isinstance(said, tuple) and len(said) == 2 and said[0] == "wait"
            waiting[task] = said[1] if waits else None
    return state, made, choices, True


def following(made: list[int], choices: list[list[int]]) -> list[int] | None:
    """The start of the next schedule: the last choice that can still be raised, raised."""
    for place in reversed(range(len(made))):
        for other in choices[place]:
            if other > made[place]:
                return [*made[:place], other]
    return None
