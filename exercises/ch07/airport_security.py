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

import queue
from typing import Any


class Closed(Exception):
    """The security check is closed."""


class Security:
    """A line of passengers, by rank."""

    def __init__(self) -> None:
        self._line: queue.PriorityQueue[Any] = queue.PriorityQueue()

    def arrive(self, rank: int, passenger: Any) -> None:
        # TODO: what is the second parameter of put?
        self._line.put(passenger, rank)

    def next(self, timeout: float | None = None) -> Any:
        return self._line.get(timeout=timeout)

    def close(self) -> None:
        # TODO: how do those who wait in next hear it, and when?
        self._line.put(None)
