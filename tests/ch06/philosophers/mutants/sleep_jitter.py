"""If everybody thinks for a random time first, they do not all reach for a fork at once.

Caught by: test_two_finish_their_meals, test_three_finish_their_meals
"""

import random
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
        time.sleep(random.uniform(0, 0.05))
        with self._forks[i], self._forks[(i + 1) % n]:
            eat(i)
