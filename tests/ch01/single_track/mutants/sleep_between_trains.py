"""Trains that come at the same moment wait a little, each for another time.

Caught by: test_one_train_in_a_section
"""

import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager


class Section:
    """A part of the track, for one train at a time."""

    def __init__(self) -> None:
        self._taken = False

    def __enter__(self) -> None:
        time.sleep(random.random())
        while self._taken:
            time.sleep(random.random())
        self._taken = True

    def __exit__(self, *error: object) -> None:
        self._taken = False


class Railway:
    """Sections of track, and the trains in them."""

    def __init__(self, sections: int) -> None:
        self._sections = [Section() for _ in range(sections)]

    def section(self, n: int) -> AbstractContextManager[None]:
        if not 0 <= n < len(self._sections):
            raise IndexError(f"no section {n}")
        return self._sections[n]

    def cross(self, n: int, train: str, travel: Callable[[str, int], None]) -> None:
        with self.section(n):
            travel(train, n)
