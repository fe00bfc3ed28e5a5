"""The decorator is written as asked, and not used: a dict with `with` in each method."""

import functools
import threading


def synchronized(method):
    def inner(self, *args, **kwargs):
        with self._lock:
            answer = method(self, *args, **kwargs)
        return answer

    return functools.update_wrapper(inner, method)


_nothing = object()


class SafeSet:
    def __init__(self, items=()):
        self.lock = threading.Lock()
        self.items = dict.fromkeys(items)

    def add(self, x):
        with self.lock:
            size = len(self.items)
            self.items.setdefault(x)
            return len(self.items) != size

    def discard(self, x):
        with self.lock:
            return self.items.pop(x, _nothing) is not _nothing

    def remove(self, x):
        with self.lock:
            del self.items[x]

    def pop(self):
        with self.lock:
            return self.items.popitem()[0]

    def update(self, items):
        new = dict.fromkeys(items)
        with self.lock:
            self.items.update(new)

    def __contains__(self, x):
        with self.lock:
            return x in self.items

    def __len__(self):
        with self.lock:
            return len(self.items)

    def __iter__(self):
        with self.lock:
            return iter(list(self.items))
