"""What ``scenarios.py`` may import: ways to drive a student's code and to record what it did.

Nothing here holds an expected value. In the simulated world this file is loaded inside it, so ``threading`` below is
the simulated one, and its own lines are no scheduling points: the records need no lock there. For real threads they
keep to operations that are atomic in CPython.
"""

import functools
import itertools
import threading
from collections.abc import Callable, Sequence
from typing import Any, Self

from grader.worker.scene import checkpoint, crunch, fetch, now, own_process, pause, task_name

__all__ = [
    "History",
    "Log",
    "Probe",
    "attempt",
    "checkpoint",
    "crunch",
    "fetch",
    "now",
    "park",
    "pause",
    "run_processes",
    "run_together",
    "task_name",
    "timed",
]


def run_together(*thunks: Callable[[], Any], names: Sequence[str] | None = None, daemon: bool = False) -> list[Any]:
    """Run each thunk in a thread of its own, all started before any is joined; their results, in order.

    ``names`` defaults to A, B, C and so on. An exception in a thunk stays that thread's uncaught exception; its
    result is None.
    """
    results: list[Any] = [None] * len(thunks)

    def run(index: int, thunk: Callable[[], Any]) -> None:
        results[index] = thunk()

    labels = (
        list(names) if names is not None else [chr(ord("A") + i) if i < 26 else f"T{i}" for i in range(len(thunks))]
    )
    threads = [
        threading.Thread(target=run, args=(index, thunk), name=labels[index], daemon=daemon)
        for index, thunk in enumerate(thunks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def run_processes(*thunks: Callable[[], Any], startup: float = 0.0, names: Sequence[str] | None = None) -> list[Any]:
    """``run_together`` on a virtual machine with a process for each thunk; each computes ``startup`` seconds first.

    A process has a GIL of its own, and nothing else: the thunks share their memory. Only ``simulate`` knows the
    difference; elsewhere these are threads.
    """

    def alone(thunk: Callable[[], Any]) -> Any:
        own_process()
        crunch(startup)
        return thunk()

    return run_together(*[functools.partial(alone, thunk) for thunk in thunks], names=names)


def attempt(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Call, and give the exception back as data: ``{"value": v}`` or ``{"raised": "KeyError"}`` (the class's name)."""
    try:
        return {"value": fn(*args, **kwargs)}
    except Exception as error:
        return {"raised": type(error).__name__}


def timed(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> dict[str, Any]:
    """``attempt``, with the seconds it took (virtual seconds in the simulated world) under ``seconds``."""
    start = now()
    result = attempt(fn, *args, **kwargs)
    return {**result, "seconds": now() - start}


def park(thunk: Callable[[], Any], name: str = "parked") -> Any:
    """Run the thunk in a daemon thread that then waits for ever, holding whatever the thunk took; the thunk's result.

    Returns when the thunk has returned. If it raises, the exception is the thread's, and the result is None.
    """
    done, never = threading.Event(), threading.Event()
    result: list[Any] = [None]

    def hold() -> None:
        try:
            result[0] = thunk()
        finally:
            done.set()
        never.wait()

    threading.Thread(target=hold, name=name, daemon=True).start()
    done.wait()
    return result[0]


class Probe:
    """Marks when tasks are inside something. Hand it to the student as a callable, or use it as a context manager.

    Going in and coming out are each a choice of the schedule.
    ``peak`` is the most that were inside at once, ``together`` the sorted pairs of keys that were inside at the same
    time, ``count`` how many went in, ``order`` the keys in the order of entry.
    """

    def __init__(self) -> None:
        self.peak = 0
        self.count = 0
        self.order: list[Any] = []
        self.inside: list[Any] = []
        self._pairs: set[tuple[Any, Any]] = set()

    @property
    def together(self) -> list[list[Any]]:
        """Pairs of keys, each sorted, without repeats, in order."""
        return [list(pair) for pair in sorted(self._pairs, key=repr)]

    def __call__(self, key: Any = None) -> None:
        """Go in, let others run, go out. Without a key, the task's name is the key."""
        key = task_name() if key is None else key
        checkpoint()
        self._enter(key)
        try:
            checkpoint("inside")
        finally:
            self.inside.remove(key)

    def __enter__(self) -> Self:
        checkpoint()
        self._enter(task_name())
        checkpoint("inside")
        return self

    def __exit__(self, *_: object) -> None:
        self.inside.remove(task_name())

    def _enter(self, key: Any) -> None:
        others = list(self.inside)
        self._pairs.update((min(key, other), max(key, other)) for other in others)
        self.inside.append(key)
        self.order.append(key)
        self.count += 1
        self.peak = max(self.peak, len(others) + 1)


class Log:
    """Events in the order in which they happened: ``log("took", 3)``; ``log.events`` is ``[["took", 3], ...]``."""

    def __init__(self) -> None:
        self.events: list[list[Any]] = []

    def __call__(self, *event: Any) -> None:
        """Note an event. Its place among the others' can vary, so it is a scheduling point."""
        checkpoint()
        self.events.append(list(event))


class History:
    """Which operations were called when, and what came back: the input of a linearizability check."""

    def __init__(self) -> None:
        self._clock = itertools.count()
        self._operations: list[dict[str, Any]] = []

    def call(self, name: str, fn: Callable[..., Any], *args: Any) -> Any:
        """Call ``fn(*args)`` and record it under ``name``; returns its result, or None if it raised.

        An ``Exception`` goes no further: it is in the record, by the name of its class.
        """
        checkpoint()  # a call can begin late: then it comes after whatever has returned by then
        operation: dict[str, Any] = {
            "task": task_name(),
            "name": name,
            "args": list(args),
            "invoked": next(self._clock),
            "returned": None,
            "result": None,
        }
        self._operations.append(operation)
        result = attempt(fn, *args)
        operation["result"] = result
        operation["returned"] = next(self._clock)
        return result.get("value")

    @property
    def events(self) -> list[dict[str, Any]]:
        """A record an operation, in the order of the calls; ``returned`` is None for one that has not come back."""
        return [dict(operation) for operation in self._operations]
