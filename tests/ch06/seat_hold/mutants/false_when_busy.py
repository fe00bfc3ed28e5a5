"""hold must never wait, so I only try the internal lock too.

Caught by: test_one_seat_one_holder
"""

import threading


class Seats:
    def __init__(self, n):
        self._n = n
        self._held = set()
        self._changed = threading.Condition()

    def _check(self, *seats):
        for seat in seats:
            if not 0 <= seat < self._n:
                raise IndexError(seat)

    def hold(self, seat):
        self._check(seat)
        if not self._changed.acquire(blocking=False):
            return False
        try:
            free = seat not in self._held
            self._held.add(seat)
            return free
        finally:
            self._changed.release()

    def hold_pair(self, a, b):
        self._check(a, b)
        if a == b:
            raise ValueError(a)
        with self._changed:
            if self._held & {a, b}:
                return False
            self._held |= {a, b}
            return True

    def release(self, seat):
        self._check(seat)
        with self._changed:
            if seat not in self._held:
                raise RuntimeError("not held")
            self._held.remove(seat)
            self._changed.notify_all()

    def hold_within(self, seat, timeout):
        self._check(seat)
        with self._changed:
            if not self._changed.wait_for(lambda: seat not in self._held, timeout):
                return False
            self._held.add(seat)
            return True
