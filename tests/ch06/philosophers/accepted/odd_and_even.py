"""Odd philosophers start on the right, even ones on the left."""

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
        left, right = self._forks[i], self._forks[(i + 1) % n]
        pair = (right, left) if i % 2 else (left, right)
        with pair[0], pair[1]:
            eat(i)
