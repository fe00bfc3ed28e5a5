"""A waiter's lock is held while one philosopher picks up two forks, not during the meal."""

import threading
from collections.abc import Callable


class Table:
    """Forks, one for each seat."""

    def __init__(self, n: int) -> None:
        if n < 2:
            raise ValueError("a table is for two or more")
        self._forks = [threading.Lock() for _ in range(n)]
        self._waiter = threading.Lock()

    def dine(self, i: int, eat: Callable[[int], None]) -> None:
        n = len(self._forks)
        if not 0 <= i < n:
            raise IndexError(f"no seat {i}")
        left, right = self._forks[i], self._forks[(i + 1) % n]
        with self._waiter:
            left.acquire()
            right.acquire()
        try:
            eat(i)
        finally:
            left.release()
            right.release()
