"""Best of seven.

A measurement is what you asked for plus noise: another program had the core, the garbage collector came by, the memory
was cold. Noise only ever adds.

    best(fn, number, repeat, timer, setup)
                      calls fn `number` times in a row and reads `timer` before and after, and does all that `repeat`
                      times. What it returns is of the fastest repeat: its seconds for ONE call. setup() is called
                      once before each repeat, outside of what is timed. fn is called number * repeat times altogether,
                      and timer at most twice for each repeat. Garbage collection is off while fn runs, and
                      afterwards as it was before, on or off, also when fn or setup raises; that exception goes
                      to the caller. Nothing is printed.
    autonumber(fn, timer, at_least)
                      how often fn must be called so that it lasts: tries 1, 2, 5, 10, 20, 50, 100, ... calls, one after
                      the other, and returns the first of these numbers whose calls took at least so many seconds
                      by `timer` when they were tried.
    faster(a, b, number, repeat, timer)
                      "a" or "b", whichever has the smaller best(); "same" if the slower one takes at most 5 % more.

ValueError if number or repeat is less than 1: then nothing has been called.
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


def autonumber(fn: Callable[[], object], timer: Callable[[], float] = time.perf_counter, at_least: float = 0.2) -> int:
    for power in itertools.count():
        for step in (1, 2, 5):
            number = step * 10**power
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
