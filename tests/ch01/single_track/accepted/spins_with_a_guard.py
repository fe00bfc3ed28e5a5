"""Looks and takes under one guard lock, and looks again after a polite pause."""

import threading

from grader.kit import pause


class Section:
    def __init__(self, guard):
        self.guard, self.taken = guard, False

    def __enter__(self):
        while True:
            with self.guard:
                if not self.taken:
                    self.taken = True
                    return
            pause()

    def __exit__(self, *_):
        with self.guard:
            self.taken = False


class Railway:
    def __init__(self, sections):
        guard = threading.Lock()
        self.all = [Section(guard) for _ in range(sections)]

    def section(self, n):
        return self.all[n if n >= 0 else len(self.all)]

    def cross(self, n, train, travel):
        with self.section(n):
            travel(train, n)
