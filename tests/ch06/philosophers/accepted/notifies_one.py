"""Wakes one waiter only: it eats, or somebody else eats and wakes the next; some wait longer than they must."""

import threading


class Table:
    def __init__(self, n):
        if n < 2:
            raise ValueError(n)
        self.n = n
        self.used = set()
        self.cond = threading.Condition()

    def dine(self, i, eat):
        if i not in range(self.n):
            raise IndexError(i)
        mine = {i, (i + 1) % self.n}
        with self.cond:
            while self.used & mine:
                self.cond.wait()
            self.used |= mine
        try:
            eat(i)
        finally:
            with self.cond:
                self.used -= mine
                self.cond.notify()
