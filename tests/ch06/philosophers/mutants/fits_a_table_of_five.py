"""The one who turns round is the fourth of five: that is what I tried it with.

Caught by: test_two_finish_their_meals, test_three_finish_their_meals
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
        first, second = i, (i + 1) % n
        if i == 3:
            first, second = second, first
        with self._forks[first], self._forks[second]:
            eat(i)
