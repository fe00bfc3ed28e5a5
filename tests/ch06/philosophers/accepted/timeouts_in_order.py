"""Takes the forks in order; waits for each with a timeout, again and again. Odd, and it gets there."""

import threading
from collections.abc import Callable


class Table:
    """Forks, one for each seat."""

    def __init__(self, n: int) -> None:
        if n < 2:
            raise ValueError("a table is for two or more")
        self._forks = [threading.Lock() for _ in range(n)]

    def dine(self, i: int, eat: Callable[[int], None]) -> None:
        n = len(self._forks)
        if not 0 <= i < n:
            raise IndexError(f"no seat {i}")
        first, second = sorted((i, (i + 1) % n))  # the lower number first: the last one turns round
        for fork in (first, second):
            while not self._forks[fork].acquire(timeout=0.5):
                pass
        try:
            eat(i)
        finally:
            for fork in (first, second):
                self._forks[fork].release()
