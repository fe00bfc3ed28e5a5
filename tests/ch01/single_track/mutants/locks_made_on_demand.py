"""A section gets its lock when the first train comes to it.

Caught by: test_one_train_in_a_section
"""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager


class Section:
    """A part of the track, for one train at a time."""

    def __init__(self) -> None:
        self._signal = threading.Lock()

    def __enter__(self) -> None:
        self._signal.acquire()

    def __exit__(self, *error: object) -> None:
        self._signal.release()


class Railway:
    """Sections of track, and the trains in them."""

    def __init__(self, sections: int) -> None:
        self._n = sections
        self._sections: dict[int, Section] = {}

    def section(self, n: int) -> AbstractContextManager[None]:
        if not 0 <= n < self._n:
            raise IndexError(f"no section {n}")
        if n not in self._sections:
            self._sections[n] = Section()
        return self._sections[n]

    def cross(self, n: int, train: str, travel: Callable[[str, int], None]) -> None:
        with self.section(n):
            travel(train, n)
