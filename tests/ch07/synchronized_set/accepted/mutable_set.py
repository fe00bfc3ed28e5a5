"""A MutableSet whose compound methods are overridden; `in` and `len` without the lock."""

import threading
from collections.abc import MutableSet
from functools import wraps


def synchronized(method):
    @wraps(method)
    def inner(self, *args, **kwargs):
        self._lock.acquire()
        try:
            return method(self, *args, **kwargs)
        finally:
            self._lock.release()

    return inner


class SafeSet(MutableSet):
    def __init__(self, items=()):
        self._lock = threading.RLock()
        self.data = set(items)

    def __contains__(self, x):
        return x in self.data

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        with self._lock:
            copied = list(self.data)
        yield from copied

    @synchronized
    def add(self, x):
        before = len(self.data)
        self.data.add(x)
        return before != len(self.data)

    @synchronized
    def discard(self, x):
        if x in self:
            self.data.remove(x)
            return True
        return False

    @synchronized
    def remove(self, x):
        if not self.discard(x):
            raise KeyError(x)

    @synchronized
    def pop(self):
        for x in self:
            self.discard(x)
            return x
        raise KeyError("empty")

    def update(self, items):
        items = set(items)
        with self._lock:
            self.data.update(items)
