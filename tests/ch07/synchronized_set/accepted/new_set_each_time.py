"""Never changes a set: writers put a new frozenset in its place, readers take the one that is there."""

import threading
from functools import wraps


def synchronized(method):
    @wraps(method)
    def inner(self, *args, **kwargs):
        with self._lock:
            return method(self, *args, **kwargs)

    return inner


class SafeSet:
    def __init__(self, items=()):
        self._lock = threading.RLock()
        self.now = frozenset(items)

    @synchronized
    def add(self, x):
        before, self.now = self.now, self.now | {x}
        return len(before) < len(self.now)

    @synchronized
    def discard(self, x):
        before, self.now = self.now, self.now - {x}
        return len(before) > len(self.now)

    @synchronized
    def remove(self, x):
        if not self.discard(x):
            raise KeyError(x)

    @synchronized
    def pop(self):
        if not self.now:
            raise KeyError("empty")
        x = next(iter(self.now))
        self.remove(x)
        return x

    def update(self, items):
        more = frozenset(items)
        with self._lock:
            self.now = self.now | more

    def __contains__(self, x):
        return x in self.now

    def __len__(self):
        return len(self.now)

    def __iter__(self):
        return iter(self.now)
