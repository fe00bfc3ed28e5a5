"""MutableSet writes remove and pop for me, out of my safe methods.

Caught by: test_as_if_one_after_the_other
"""

import functools
import threading
from collections.abc import MutableSet


def synchronized(method):
    @functools.wraps(method)
    def locked(self, *args, **kwargs):
        with self._lock:
            return method(self, *args, **kwargs)

    return locked


class SafeSet(MutableSet):
    def __init__(self, items=()):
        self._lock = threading.RLock()
        self._items = set(items)

    @synchronized
    def __contains__(self, x):
        return x in self._items

    @synchronized
    def __len__(self):
        return len(self._items)

    @synchronized
    def __iter__(self):
        return iter(tuple(self._items))

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

    def update(self, items):
        new = set(items)
        with self._lock:
            self._items |= new
