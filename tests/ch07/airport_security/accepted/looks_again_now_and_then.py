"""No sign: a flag that is read before each try, so that an empty line really is the end.
"""

import itertools
import math
import queue
import threading
import time
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
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            was_closed = self._closed
            left = 0.1 if end is None else min(0.1, max(0, end - time.monotonic()))
            try:
                return self._line.get(timeout=0 if was_closed else left)[2]
            except queue.Empty:
                if was_closed:
                    raise Closed from None
                if end is not None and time.monotonic() >= end:
                    raise

    def close(self) -> None:
        with self._lock:
            if not self._closed:
                self._closed = True

