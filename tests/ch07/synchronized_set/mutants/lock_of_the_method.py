"""A lock for each method: nobody is in the same method twice.

Caught by: test_the_decorator
"""

import functools
import threading


def synchronized(method):
    """Run the method with self._lock held."""

    lock = threading.RLock()

    @functools.wraps(method)
    def locked(self, *args, **kwargs):
        with lock:
            return method(self, *args, **kwargs)

    return locked


class SafeSet:
    """A set to be shared by threads."""

    # It has a set and is none: there is no method that does not go through the lock.
    def __init__(self, items=()):
        self._lock = threading.RLock()
        self._items = set(items)

    @synchronized
    def add(self, x):
        if x in self._items:
            return False
        self._items.add(x)
        return True

    @synchronized
    def discard(self, x):
        if x not in self._items:
            return False
        self._items.discard(x)
        return True

    @synchronized
    def remove(self, x):
        self._items.remove(x)

    @synchronized
    def pop(self):
        return self._items.pop()

    def update(self, items):
        new = list(items)  # before the lock is taken: to read another SafeSet takes that one's lock
        self._add_all(new)

    @synchronized
    def _add_all(self, new):
        self._items.update(new)

    @synchronized
    def __contains__(self, x):
        return x in self._items

    @synchronized
    def __len__(self):
        return len(self._items)

    @synchronized
    def __iter__(self):
        return iter(list(self._items))
