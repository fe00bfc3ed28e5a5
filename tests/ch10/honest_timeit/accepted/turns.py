"""a and b take turns, so that a slow minute hits both."""

import gc
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
    was_on = gc.isenabled()
    gc.disable()
    try:
        fastest = float("inf")
        for _ in range(repeat):
            setup()
            start = timer()
            for _ in range(number):
                fn()
            fastest = min(fastest, timer() - start)
        return fastest / number
    finally:
        if was_on:
            gc.enable()


def autonumber(
    fn: Callable[[], object], timer: Callable[[], float] = time.perf_counter, at_least: float = 0.2
) -> int:
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
    if repeat < 1:
        raise ValueError("repeat must be at least 1")
    pairs = [(best(a, number, 1, timer), best(b, number, 1, timer)) for _ in range(repeat)]
    of_a, of_b = (min(column) for column in zip(*pairs, strict=True))
    if max(of_a, of_b) <= 1.05 * min(of_a, of_b):
        return "same"
    return "a" if of_a < of_b else "b"
