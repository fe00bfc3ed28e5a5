"""1, 2, 4, 8, ...

Caught by: test_how_many_and_which
"""

import itertools
import time
import timeit
from collections.abc import Callable


def do_nothing() -> None:
    pass


def best(
    fn: Callable[[], object],
    number: int,
    repeat: int,
    timer: Callable[[], float] = time.perf_counter,
    setup: Callable[[], None] = do_nothing,
) -> float:
    if number < 1 or repeat < 1:
        raise ValueError("number and repeat must be at least 1")
    watch = timeit.Timer(fn, setup, timer)  # its timeit() turns garbage collection off, and on again if it was on
    return min(watch.repeat(repeat, number)) / number


def autonumber(
    fn: Callable[[], object], timer: Callable[[], float] = time.perf_counter, at_least: float = 0.2
) -> int:
    for power in itertools.count():
        for number in (2**power,):
            if timeit.Timer(fn, timer=timer).timeit(number) >= at_least:
                return number
    raise AssertionError("count() has no end")


def faster(
    a: Callable[[], object],
    b: Callable[[], object],
    number: int = 1000,
    repeat: int = 7,
    timer: Callable[[], float] = time.perf_counter,
) -> str:
    of_a, of_b = best(a, number, repeat, timer), best(b, number, repeat, timer)
    if max(of_a, of_b) <= 1.05 * min(of_a, of_b):
        return "same"
    return "a" if of_a < of_b else "b"
