"""With a pause before the next try the neighbour gets a chance.

Caught by: test_nobody_keeps_step_for_ever
"""

import threading
import time
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
        first, second = self._forks[i], self._forks[(i + 1) % n]
        while True:
            first.acquire()
            if second.acquire(blocking=False):
                break
            first.release()
            time.sleep(0.01)
            first, second = second, first
        try:
            eat(i)
        finally:
            second.release()
            first.release()
