"""A lock is a context manager already: hand that out."""

import threading


class Railway:
    def __init__(self, sections):
        self.locks = tuple(threading.Lock() for _ in range(sections))

    def section(self, n):
        if n < 0:
            raise IndexError(n)
        return self.locks[n]

    def cross(self, n, train, travel):
        with self.section(n):
            travel(train, n)
