"""A state for each philosopher; eats when neither neighbour does (Dijkstra, Tanenbaum)."""

import threading

THINKING, HUNGRY, EATING = range(3)


class Table:
    def __init__(self, n):
        if n < 2:
            raise ValueError("two at least")
        self.state = [THINKING] * n
        self.monitor = threading.Lock()
        self.may_eat = [threading.Condition(self.monitor) for _ in range(n)]

    def test(self, i):
        n = len(self.state)
        if self.state[i] == HUNGRY and EATING not in (self.state[i - 1], self.state[(i + 1) % n]):
            self.state[i] = EATING
            self.may_eat[i].notify()

    def dine(self, i, eat):
        n = len(self.state)
        if i < 0 or i >= n:
            raise IndexError("seat")
        with self.monitor:
            self.state[i] = HUNGRY
            self.test(i)
            while self.state[i] != EATING:
                self.may_eat[i].wait()
        try:
            eat(i)
        finally:
            with self.monitor:
                self.state[i] = THINKING
                self.test((i - 1) % n)
                self.test((i + 1) % n)
