"""One call at a time, then nothing can go wrong.

Caught by: test_calls_at_the_same_time
"""

import functools
import inspect
import threading
import time
from collections.abc import Callable
from typing import Any


def timed(fn: Callable[..., Any] | None = None, *, clock: Callable[[], float] = time.perf_counter) -> Any:
    if fn is None:
        return functools.partial(timed, clock=clock)
    if inspect.isgeneratorfunction(fn) or inspect.iscoroutinefunction(fn) or inspect.isasyncgenfunction(fn):
        raise TypeError(f"a call of {fn.__name__} does not run it")
    lock = threading.RLock()  # for the numbers only: fn runs without it
    numbers: dict[str, Any] = {"calls": 0, "total": 0.0, "best": None, "worst": None, "errors": 0}

    @functools.wraps(fn)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        error = 1
        lock.acquire()
        start = clock()
        try:
            value = fn(*args, **kwargs)
            error = 0
            return value
        finally:
            seconds = clock() - start
            with lock:
                first = numbers["calls"] == 0
                numbers["calls"] += 1
                numbers["total"] += seconds
                numbers["best"] = seconds if first else min(seconds, numbers["best"])
                numbers["worst"] = seconds if first else max(seconds, numbers["worst"])
                numbers["errors"] += error
            lock.release()

    def stats() -> dict[str, Any]:
        with lock:
            return dict(numbers)

    def reset() -> None:
        with lock:
            numbers.update(calls=0, total=0.0, best=None, worst=None, errors=0)

    wrapper.stats = stats
    wrapper.reset = reset
    return wrapper
