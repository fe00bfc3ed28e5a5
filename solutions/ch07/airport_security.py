"""Priority without tears.

Passengers arrive at the security check, each with a rank: crew before families, families before everybody else.
Several threads let them in, several threads check them.

    arrive(rank, passenger)   the passenger stands in line. The lowest rank is next, also a negative one; of the
                              same rank, who came first. Anything can be a passenger, also things that cannot be
                              compared with each other, like dicts.
    next(timeout=None)        waits until there is a passenger, takes the one whose turn it is out of the line and
                              returns it. With a timeout (seconds, 0 or more) it waits at most so long, and then raises
                              queue.Empty.
    close()                   no more passengers. Those in line are still checked: next returns them, one after the
                              other, and when none is left it raises Closed, for all who are waiting then and for all
                              who call it later. arrive raises Closed from now on. Closing twice is no error.

Passenger or error: whoever was let in by arrive is returned by next, exactly once, before any next raises Closed. (One
thing is left open: a next with a timeout may raise Empty in place of Closed while other calls are under way.)
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
