"""With the first seat in hand I can wait for the second.

Caught by: test_a_pair_is_all_or_nothing
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
        return self._seat(seat).acquire(blocking=False)  # the answer is the return value

    def hold_pair(self, a: int, b: int) -> bool:
        if a == b:
            raise ValueError("a pair is two seats")
        first, second = self._seat(a), self._seat(b)
        if not first.acquire(blocking=False):
            return False
        second.acquire()
        return True

    def release(self, seat: int) -> None:
        self._seat(seat).release()

    def hold_within(self, seat: int, timeout: float) -> bool:
        return self._seat(seat).acquire(timeout=timeout)
