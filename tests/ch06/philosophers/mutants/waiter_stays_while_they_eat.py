"""A waiter lets one pair of forks be taken at a time, and watches until they are back.

Caught by: test_opposite_seats_can_eat_together, test_one_and_three_of_five_can_eat_together
"""

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
        with self._waiter, self._forks[i], self._forks[(i + 1) % n]:
            eat(i)
