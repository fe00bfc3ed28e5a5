"""Both forks at once or none, under one Condition; notify_all."""

import threading


class Table:
    def __init__(self, n: int):
        if n < 2:
            raise ValueError(n)
        self.free = [True] * n
        self.changed = threading.Condition()

    def dine(self, i, eat):
        if not (0 <= i <= len(self.free) - 1):
            raise IndexError(i)
        left, right = i, (i + 1) % len(self.free)
        self.changed.acquire()
        try:
            self.changed.wait_for(lambda: self.free[left] and self.free[right])
            self.free[left] = self.free[right] = False
        finally:
            self.changed.release()
        try:
            eat(i)
        finally:
            self.changed.acquire()
            self.free[left] = self.free[right] = True
            self.changed.notify_all()
            self.changed.release()
