"""One lock for the whole table: no circle, no trouble.

Caught by: test_opposite_seats_can_eat_together, test_one_and_three_of_five_can_eat_together
"""

import threading
from collections.abc import Callable


class Table:
    """Forks, one for each seat."""

    def __init__(self, n: int) -> None:
        if n < 2:
            raise ValueError("a table is for two or more")
        self._n = n
        self._lock = threading.Lock()

    def dine(self, i: int, eat: Callable[[int], None]) -> None:
        n = self._n
        if not 0 <= i < n:
            raise IndexError(f"no seat {i}")
        with self._lock:
            eat(i)
