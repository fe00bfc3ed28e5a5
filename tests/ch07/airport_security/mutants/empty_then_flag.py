"""Nobody there, and it is closed: so it is over. (But between the two, somebody came in.)

Caught by: test_who_was_let_in_is_checked
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

    def arrive(self, rank: int, passenger: Any) -> None:
        with self._lock:  # nobody arrives while the line is being closed
            if self._closed:
                raise Closed
            self._line.put((rank, next(self._number), passenger))  # the numbers differ: nothing behind is compared

    def next(self, timeout: float | None = None) -> Any:
        waited = 0.0
        while True:
            pause = 0.05 if timeout is None else min(0.05, timeout - waited)
            try:
                return self._line.get(timeout=max(pause, 0))[2]
            except queue.Empty:
                if self._closed:
                    raise Closed from None
                waited += 0.05
                if timeout is not None and waited >= timeout:
                    raise

    def close(self) -> None:
        with self._lock:
            if not self._closed:
                self._closed = True

