"""A question needs no lock. (It does when a writer shows half of its work.)

Caught by: test_as_if_one_after_the_other
"""

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
        self._items = set(items)

    @synchronized
    def add(self, x):
        new = x not in self._items
        self._items.add(x)
        return new

    @synchronized
    def discard(self, x):
        there = x in self._items
        self._items.discard(x)
        return there

    @synchronized
    def remove(self, x):
        self._items.remove(x)

    @synchronized
    def pop(self):
        return self._items.pop()

    def update(self, items):
        new = list(items)
        with self._lock:
            for x in new:
                self.add(x)

    def __contains__(self, x):
        return x in self._items

    def __len__(self):
        return len(self._items)

    @synchronized
    def __iter__(self):
        return iter(list(self._items))
