"""A set of held seats is enough: it has only two short methods.

Caught by: test_one_seat_one_holder
"""

import time


class Seats:
    def __init__(self, n):
        self._n = n
        self._held = set()

    def _check(self, seat):
        if not 0 <= seat < self._n:
            raise IndexError(seat)

    def hold(self, seat):
        self._check(seat)
        if seat in self._held:
            return False
        self._held.add(seat)
        return True

    def hold_pair(self, a, b):
        if a == b:
            raise ValueError(a)
        self._check(b)
        if not self.hold(a):
            return False
        if not self.hold(b):
            self._held.discard(a)
            return False
        return True

    def release(self, seat):
        self._check(seat)
        if seat not in self._held:
            raise RuntimeError(seat)
        self._held.discard(seat)

    def hold_within(self, seat, timeout):
        end = time.monotonic() + timeout
        while not self.hold(seat):
            if time.monotonic() >= end:
                return False
            time.sleep(0.05)
        return True
