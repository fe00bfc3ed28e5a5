"""A list complains about a wrong index by itself.

Caught by: test_no_such_section
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
        self._sections = [Section() for _ in range(sections)]

    def section(self, n: int) -> AbstractContextManager[None]:
        return self._sections[n]

    def cross(self, n: int, train: str, travel: Callable[[str, int], None]) -> None:
        with self.section(n):
            travel(train, n)
