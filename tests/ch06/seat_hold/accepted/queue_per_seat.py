"""A queue with room for one token for each seat: a full queue is a held seat."""

import queue


class Seats:
    def __init__(self, n):
        self.q = [queue.Queue(maxsize=1) for _ in range(n)]

    def at(self, seat):
        if seat < 0:
            raise IndexError(seat)
        return self.q[seat]

    def hold(self, seat):
        try:
            self.at(seat).put_nowait("held")
        except queue.Full:
            return False
        return True

    def hold_pair(self, a, b):
        if a == b:
            raise ValueError("a pair is two seats")
        self.at(a), self.at(b)
        got = [seat for seat in (a, b) if self.hold(seat)]
        if len(got) == 2:
            return True
        for seat in got:
            self.release(seat)
        return False

    def release(self, seat):
        try:
            self.at(seat).get_nowait()
        except queue.Empty:
            raise RuntimeError("nobody holds this seat")

    def hold_within(self, seat, timeout):
        try:
            self.at(seat).put("held", timeout=timeout)
        except queue.Full:
            return False
        return True
