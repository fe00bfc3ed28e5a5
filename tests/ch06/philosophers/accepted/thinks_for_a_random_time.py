"""Takes the lower fork first; a random pause, which changes nothing, comes before."""

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
        time.sleep(random.uniform(0, 0.01))
        first, second = sorted((i, (i + 1) % n))  # the lower number first: the last one turns round
        with self._forks[first], self._forks[second]:
            eat(i)
