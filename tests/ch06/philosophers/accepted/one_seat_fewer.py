"""At most n - 1 sit down at a time; left, then right."""

import threading
from collections.abc import Callable


class Table:
    """Forks, one for each seat."""

    def __init__(self, n: int) -> None:
        if n < 2:
            raise ValueError("a table is for two or more")
        self._forks = [threading.Lock() for _ in range(n)]
        self._seats = threading.Semaphore(n - 1)

    def dine(self, i: int, eat: Callable[[int], None]) -> None:
        n = len(self._forks)
        if not 0 <= i < n:
            raise IndexError(f"no seat {i}")
        with self._seats, self._forks[i], self._forks[(i + 1) % n]:
            eat(i)
