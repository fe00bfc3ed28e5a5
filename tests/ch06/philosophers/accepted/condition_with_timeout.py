"""One Condition; waits half a second at a time, in case a notify was missed."""

import threading


class Table:
    def __init__(self, n):
        if n < 2:
            raise ValueError(n)
        self.used = [False] * n
        self.cond = threading.Condition()

    def dine(self, i, eat):
        if not 0 <= i < len(self.used):
            raise IndexError(i)
        forks = i, (i + 1) % len(self.used)
        with self.cond:
            while any(self.used[f] for f in forks):
                self.cond.wait(0.5)
            for f in forks:
                self.used[f] = True
        try:
            eat(i)
        finally:
            with self.cond:
                for f in forks:
                    self.used[f] = False
                self.cond.notify_all()
