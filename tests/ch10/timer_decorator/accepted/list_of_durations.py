"""A list of durations, and the numbers are computed when somebody asks."""

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
    lock = threading.Lock()  # for the numbers only: fn runs without it
    durations: list[float] = []
    errors: list[float] = []

    @functools.wraps(fn)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        error = 1
        start = clock()
        try:
            value = fn(*args, **kwargs)
            error = 0
            return value
        finally:
            seconds = clock() - start
            with lock:
                durations.append(seconds)
                if error:
                    errors.append(seconds)

    def stats() -> dict[str, Any]:
        with lock:
            return {
                "calls": len(durations),
                "total": sum(durations),
                "best": min(durations, default=None),
                "worst": max(durations, default=None),
                "errors": len(errors),
            }

    def reset() -> None:
        with lock:
            durations.clear()
            errors.clear()

    wrapper.stats = stats
    wrapper.reset = reset
    return wrapper
