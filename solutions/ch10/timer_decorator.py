"""A stop-watch you can trust.

    @timed                          @timed()                   @timed(clock=my_clock)
    def work(n): ...                def work(n): ...           def work(n): ...

    work(3)          calls the function and gives back what it returns, or raises what it raises. The name, docstring
                     and signature of work are those of the function (functools.wraps). Functions and methods can be
                     timed, called by any number of threads at the same time, and by themselves.
    work.stats()     {"calls": ..., "total": ..., "best": ..., "worst": ..., "errors": ...}: how many calls have ended,
                     how many seconds they took altogether, the shortest, the longest, and how many of them raised
                     an exception, of whatever kind. A call that raised counts like any other. Each call counts
                     once, with all that it took, also when it is inside of another call of the same function. The
                     five numbers belong together. No calls: best and worst are None, the others 0.
    work.reset()     begins again with no calls. A call that is under way counts when it ends.

`clock` gives seconds; by default it is one that never jumps, whatever happens to the computer's date, and that goes on while
the function waits. timed prints nothing, each function has numbers of its own, and calls of it do not wait for each other.
A call of a generator function or of an `async def` only makes an object: its time would mean nothing, so timed raises
TypeError for these (asynchronous generators too) when they are decorated.
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
    lock = threading.Lock()  # for the numbers only: fn runs without it
    numbers: dict[str, Any] = {"calls": 0, "total": 0.0, "best": None, "worst": None, "errors": 0}

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
                first = numbers["calls"] == 0
                numbers["calls"] += 1
                numbers["total"] += seconds
                numbers["best"] = seconds if first else min(seconds, numbers["best"])
                numbers["worst"] = seconds if first else max(seconds, numbers["worst"])
                numbers["errors"] += error

    def stats() -> dict[str, Any]:
        with lock:
            return dict(numbers)

    def reset() -> None:
        with lock:
            numbers.update(calls=0, total=0.0, best=None, worst=None, errors=0)

    wrapper.stats = stats
    wrapper.reset = reset
    return wrapper
