"""One short lock round a list of booleans; hold_within polls gently."""

from threading import Lock
from time import monotonic, sleep


class Seats:
    def __init__(self, n: int) -> None:
        self.taken = [False] * n
        self.lock = Lock()

    def check(self, seat: int) -> None:
        if seat < 0 or seat >= len(self.taken):
            raise IndexError("seat")

    def hold(self, seat: int) -> bool:
        self.check(seat)
        with self.lock:
            was = self.taken[seat]
            self.taken[seat] = True
            return not was

    def hold_pair(self, a: int, b: int) -> bool:
        self.check(a)
        self.check(b)
        if a == b:
            raise ValueError("pair")
        with self.lock:
            if self.taken[a] or self.taken[b]:
                return False
            self.taken[a] = self.taken[b] = True
            return True

    def release(self, seat: int) -> None:
        self.check(seat)
        with self.lock:
            if not self.taken[seat]:
                raise RuntimeError("free already")
            self.taken[seat] = False

    def hold_within(self, seat: int, timeout: float) -> bool:
        end = monotonic() + timeout
        while not self.hold(seat):
            left = end - monotonic()
            if left <= 0:
                return False
            sleep(min(0.05, left))
        return True
