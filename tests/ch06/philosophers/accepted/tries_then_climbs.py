"""One optimistic try for both forks; whoever fails puts back what he has and takes them in order, waiting."""

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
        lucky = left.acquire(blocking=False)
        if lucky and not right.acquire(blocking=False):
            left.release()
            lucky = False
        if not lucky:
            for fork in sorted((i, (i + 1) % n)):
                self._forks[fork].acquire()
        try:
            eat(i)
        finally:
            left.release()
            right.release()
