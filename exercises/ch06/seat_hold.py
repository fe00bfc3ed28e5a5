"""Try, do not wait.

A theatre sells seats 0 .. n-1 at several counters, each a thread. A seat is free or held.

    hold(seat)                  never waits for a seat: True if you now hold it, False if it was held.
    hold_pair(a, b)             both or neither, and never waits: True if you now hold both. False if you
                                could not have both; then you hold neither of them. When two customers
                                get in each other's way, both may hear False. ValueError if a == b.
    release(seat)               gives a held seat back. RuntimeError if nobody holds it.
                                Any thread may do it, not only the one that held the seat.
    hold_within(seat, timeout)  waits until you hold the seat, but at most timeout seconds (0 or more).
                                True as soon as you hold it, False when the time is up. It sleeps while
                                it waits, and keeps nobody else from using the other methods.

A seat is held until it is released: holding it a second time is False, also in the same thread.
A number that is no seat, also a negative one, is an IndexError.

(A short internal lock is fine everywhere: "never waits" means that no call waits for a customer.)
"""

import threading


class Seats:
    """Which seats are held."""

    def __init__(self, n: int) -> None:
        self._locks = [threading.Lock() for _ in range(n)]

    def _seat(self, seat: int) -> threading.Lock:
        if not 0 <= seat < len(self._locks):
            raise IndexError(f"no seat {seat}")
        return self._locks[seat]

    def hold(self, seat: int) -> bool:
        # TODO: and did we get it? The same question comes up three times in this file.
        self._seat(seat).acquire(False)
        return True

    def hold_pair(self, a: int, b: int) -> bool:
        if a == b:
            raise ValueError("a pair is two seats")
        first, second = self._seat(a), self._seat(b)
        first.acquire(False)
        second.acquire(False)
        return True

    def release(self, seat: int) -> None:
        self._seat(seat).release()

    def hold_within(self, seat: int, timeout: float) -> bool:
        self._seat(seat).acquire(True, timeout)
        return True
