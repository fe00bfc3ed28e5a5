"""Nobody arrives who is None.

Caught by: test_by_rank_then_by_arrival
"""

import itertools
import math
import queue
import threading
from typing import Any


class Closed(Exception):
    """The security check is closed."""


_SIGN = None


class Security:
    """A line of passengers, by rank."""

    def __init__(self) -> None:
        self._line: queue.PriorityQueue[Any] = queue.PriorityQueue()
        self._number = itertools.count()
        self._lock = threading.Lock()
        self._closed = False

    def arrive(self, rank: int, passenger: Any) -> None:
        with self._lock:  # nobody arrives while the line is being closed
            if self._closed:
                raise Closed
            self._line.put((rank, next(self._number), passenger))  # the numbers differ: nothing behind is compared

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
