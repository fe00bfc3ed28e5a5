"""The number is counted up in the object.

Caught by: test_passengers_and_checkers
"""

import itertools
import math
import queue
import threading
from typing import Any


class Closed(Exception):
    """The security check is closed."""


_SIGN = object()


class Security:
    """A line of passengers, by rank."""

    def __init__(self) -> None:
        self._line: queue.PriorityQueue[Any] = queue.PriorityQueue()
        self._number = itertools.count()
        self._lock = threading.Lock()
        self._closed = False
        self._count = 0

    def arrive(self, rank: int, passenger: Any) -> None:
        number = self._count = self._count + 1
        with self._lock:
            if self._closed:
                raise Closed
            self._line.put((rank, number, passenger))

    def next(self, timeout: float | None = None) -> Any:
        rank, number, passenger = self._line.get(timeout=timeout)
        if passenger is _SIGN:
            self._line.put((rank, number, _SIGN))  # for the next one who waits
            raise Closed
        return passenger

    def close(self) -> None:
        with self._lock:
            if not self._closed:
                self._closed = True
                self._line.put((math.inf, 0, _SIGN))  # comes after every rank
