"""With only n - 1 at the table there is no deadlock, so forks need no lock.

Caught by: test_three_finish_their_meals, test_every_meal_of_five_ends
"""

import threading
from collections.abc import Callable


class Table:
    """Forks, one for each seat."""

    def __init__(self, n: int) -> None:
        if n < 2:
            raise ValueError("a table is for two or more")
        self._forks = list(range(n))
        self._seats = threading.Semaphore(max(1, n - 1))

    def dine(self, i: int, eat: Callable[[int], None]) -> None:
        n = len(self._forks)
        if not 0 <= i < n:
            raise IndexError(f"no seat {i}")
        with self._seats:
            eat(i)
