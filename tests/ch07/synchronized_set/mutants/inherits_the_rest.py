"""A set with the listed methods overridden. What is not listed, nobody calls.

Caught by: test_sets_do_not_wait_for_each_other
"""

import functools
import threading


def synchronized(method):
    @functools.wraps(method)
    def locked(self, *args, **kwargs):
        with self._lock:
            return method(self, *args, **kwargs)

    return locked


class SafeSet(set):
    def __init__(self, items=()):
        self._lock = threading.RLock()
        super().__init__(items)

    @synchronized
    def add(self, x):
        before = len(self)
        super().add(x)
        return len(self) > before

    @synchronized
    def discard(self, x):
        before = len(self)
        super().discard(x)
        return len(self) < before

    @synchronized
    def remove(self, x):
        super().remove(x)

    @synchronized
    def pop(self):
        return super().pop()

    def update(self, items):
        new = set(items)
        with self._lock:
            super().update(new)

    @synchronized
    def __contains__(self, x):
        return super().__contains__(x)

    @synchronized
    def __len__(self):
        return super().__len__()

    @synchronized
    def __iter__(self):
        return iter([*super().__iter__()])
