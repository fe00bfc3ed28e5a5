"""An Event tells that a seat became free; a lock decides who gets it."""

import threading
import time


class Seats:
    def __init__(self, n):
        self._free = [threading.Event() for _ in range(n)]
        self._lock = threading.Lock()
        for event in self._free:
            event.set()

    def _event(self, seat):
        if seat not in range(len(self._free)):
            raise IndexError(f"{seat}")
        return self._free[seat]

    def hold(self, seat):
        event = self._event(seat)
        with self._lock:
            free = event.is_set()
            event.clear()
            return free

    def hold_pair(self, a, b):
        if a == b:
            raise ValueError("twice the same seat")
        one, two = self._event(a), self._event(b)
        with self._lock:
            if one.is_set() and two.is_set():
                one.clear()
                two.clear()
                return True
            return False

    def release(self, seat):
        event = self._event(seat)
        with self._lock:
            if event.is_set():
                raise RuntimeError("nobody holds it")
            event.set()

    def hold_within(self, seat, timeout):
        end = time.monotonic() + timeout
        while True:
            if self.hold(seat):
                return True
            rest = end - time.monotonic()
            if rest <= 0 or not self._event(seat).wait(rest):
                return self.hold(seat)
