"""A Semaphore(1) for each seat, and a set that remembers which are held."""

import threading


class Seats:
    def __init__(self, n):
        self.seats = {i: threading.BoundedSemaphore(1) for i in range(n)}

    def get(self, seat):
        try:
            return self.seats[seat]
        except KeyError:
            raise IndexError(seat) from None

    def hold(self, seat):
        return self.get(seat).acquire(blocking=False)

    def hold_pair(self, a, b):
        if a == b:
            raise ValueError
        a, b = sorted((a, b))
        self.get(a), self.get(b)
        if self.hold(a):
            if self.hold(b):
                return True
            self.release(a)
        return False

    def release(self, seat):
        try:
            self.get(seat).release()
        except ValueError as error:
            raise RuntimeError("not held") from error

    def hold_within(self, seat, timeout):
        return self.get(seat).acquire(timeout=timeout)
