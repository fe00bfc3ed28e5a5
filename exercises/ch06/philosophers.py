"""Nobody starves, two may eat.

n philosophers sit round a table, numbered 0 .. n-1, with one fork between each two neighbours: fork i
lies on the left of philosopher i, and fork (i + 1) % n on the right. It takes both to eat.

    Table(n)        n >= 2, else ValueError.
    dine(i, eat)    one meal of philosopher i: takes both forks, calls eat(i) once, puts them back.
                    Each philosopher dines in a thread of its own. IndexError for an i that is no seat.

While eat(i) runs, nobody else has these two forks, so neighbours never eat together. The forks are free
again afterwards, also when eat raises; the exception goes to the caller.

Every meal ends: there is no order of events, however unlucky and however regular, in which philosophers
wait for each other for ever, or pick up forks and put them down for ever and nobody eats.
But philosophers who are not neighbours can eat at the same time.
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
        # TODO: everybody takes the left fork first. Which circle can that make?
        first, second = i, (i + 1) % n
        with self._forks[first], self._forks[second]:
            eat(i)
