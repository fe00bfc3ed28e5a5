"""Taking is acquire, putting back is release, and eating goes well.

Caught by: test_forks_are_free_after_an_accident
"""

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
        first, second = sorted((i, (i + 1) % n))
        self._forks[first].acquire()
        self._forks[second].acquire()
        eat(i)
        self._forks[second].release()
        self._forks[first].release()
