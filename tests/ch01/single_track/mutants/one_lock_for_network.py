"""One signal box for the whole network: nothing can go wrong.

Caught by: test_different_sections_do_not_wait
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
        self._sections = [Section()] * sections

    def section(self, n: int) -> AbstractContextManager[None]:
        if not 0 <= n < len(self._sections):
            raise IndexError(f"no section {n}")
        return self._sections[n]

    def cross(self, n: int, train: str, travel: Callable[[str, int], None]) -> None:
        with self.section(n):
            travel(train, n)
