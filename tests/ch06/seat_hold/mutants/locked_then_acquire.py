"""I ask with locked() whether it is free, and then I take it.

Caught by: test_one_seat_one_holder
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
        lock = self._seat(seat)
        if lock.locked():
            return False
        lock.acquire()
        return True

    def hold_pair(self, a: int, b: int) -> bool:
        if a == b:
            raise ValueError("a pair is two seats")
        first, second = self._seat(a), self._seat(b)
        if not first.acquire(blocking=False):
            return False
        if not second.acquire(blocking=False):
            first.release()  # got one, not the other: undo
            return False
        return True

    def release(self, seat: int) -> None:
        self._seat(seat).release()

    def hold_within(self, seat: int, timeout: float) -> bool:
        return self._seat(seat).acquire(timeout=timeout)
