"""Dirty forks are handed over on request, clean ones are kept (Chandy, Misra), under one monitor."""

from threading import Condition


class Table:
    def __init__(self, n):
        if n < 2:
            raise ValueError(n)
        self.n = n
        self.cond = Condition()
        self.owner = [min(i, (i - 1) % n) for i in range(n)]
        self.dirty = [True] * n
        self.eating = set()
        self.hungry = set()

    def give(self, fork, to):
        """The owner gives up a dirty fork unless he eats; a clean one only if he is not hungry."""
        owner = self.owner[fork]
        if owner == to or owner in self.eating:
            return owner == to
        if self.dirty[fork] or owner not in self.hungry:
            self.owner[fork] = to
            self.dirty[fork] = False
            return True
        return False

    def dine(self, i, eat):
        if not 0 <= i < self.n:
            raise IndexError(i)
        with self.cond:
            self.hungry.add(i)
            while True:
                left, right = self.give(i, i), self.give((i + 1) % self.n, i)
                if left and right:
                    break
                self.cond.wait()
            self.hungry.discard(i)
            self.eating.add(i)
        try:
            eat(i)
        finally:
            with self.cond:
                self.eating.discard(i)
                self.dirty[i] = self.dirty[(i + 1) % self.n] = True
                self.cond.notify_all()
