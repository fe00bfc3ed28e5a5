"""All words over the alphabet of tasks, each from a fresh start; those that cannot be played are thrown away.

Caught by: test_make_is_called_no_more_than_it_takes
"""

import itertools
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
    _, tasks = make()
    ends: dict[tuple[int, ...], tuple[bool, bool]] = {}
    for length in itertools.count():
        alive = False
        for word in itertools.product(range(len(tasks)), repeat=length):
            state, generators = make()
            waiting: dict[int, Any] = dict.fromkeys(range(len(generators)))
            for task in word:
                if task not in waiting or (waiting[task] is not None and not waiting[task]()):
                    break
                try:
                    said = next(generators[task])
                    waiting[task] = said[1] if isinstance(said, tuple) else None
                except StopIteration:
                    del waiting[task]
            else:
                if any(cond is None or cond() for cond in waiting.values()):
                    alive = True
                else:
                    ends[word] = (not waiting, bool(waiting) or bool(ok(state)))
        if not alive:
            break
    for word in sorted(ends):
        if not ends[word][0]:
            raise Deadlock(word)
        if not ends[word][1]:
            return word
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
    return state, made, choices, not waiting


def following(made: list[int], choices: list[list[int]]) -> list[int] | None:
    """The start of the next schedule: the last choice that can still be raised, raised."""
    for place in reversed(range(len(made))):
        for other in choices[place]:
            if other > made[place]:
                return [*made[:place], other]
    return None
