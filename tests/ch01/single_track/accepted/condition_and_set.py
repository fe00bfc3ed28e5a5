"""One condition for the whole railway, and the set of sections that are taken; written with contextmanager."""

import threading
from contextlib import contextmanager


class Railway:
    def __init__(self, sections):
        self.sections = sections
        self.taken = set()
        self.changed = threading.Condition()

    @contextmanager
    def section(self, n):
        if n not in range(self.sections):
            raise IndexError("there is no such section")
        with self.changed:
            self.changed.wait_for(lambda: n not in self.taken)
            self.taken.add(n)
        try:
            yield
        finally:
            with self.changed:
                self.taken.discard(n)
                self.changed.notify_all()

    def cross(self, n, train, travel):
        with self.section(n):
            return travel(train, n)
