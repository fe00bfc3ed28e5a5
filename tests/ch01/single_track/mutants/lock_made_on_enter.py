"""A lock is made when a train comes, and thrown away when it leaves.

Caught by: test_one_train_in_a_section
"""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager


class Section:
    """A part of the track, for one train at a time."""

    def __init__(self) -> None:
        self._signal = None

    def __enter__(self) -> None:
        self._signal = threading.Lock()
        self._signal.acquire()

    def __exit__(self, *error: object) -> None:
        self._signal = None


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
