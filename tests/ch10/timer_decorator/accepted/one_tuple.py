"""An immutable tuple, replaced as a whole; readers need no lock."""

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
    now = (0, 0.0, None, None, 0)

    @functools.wraps(fn)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        nonlocal now
        error = 1
        start = clock()
        try:
            value = fn(*args, **kwargs)
            error = 0
            return value
        finally:
            seconds = clock() - start
            with lock:
                calls, total, best, worst, errors = now
                best = min(seconds, seconds if best is None else best)
                worst = max(seconds, seconds if worst is None else worst)
                now = (calls + 1, total + seconds, best, worst, errors + error)

    def stats() -> dict[str, Any]:
        return dict(zip(("calls", "total", "best", "worst", "errors"), now, strict=True))

    def reset() -> None:
        nonlocal now
        with lock:
            now = (0, 0.0, None, None, 0)

    wrapper.stats = stats
    wrapper.reset = reset
    return wrapper
