"""A subclass of set that wraps all the methods that change it, in a loop over their names."""

import threading
from functools import wraps


def synchronized(method):
    @wraps(method)
    def inner(self, *args, **kwargs):
        with self._lock:
            return method(self, *args, **kwargs)

    return inner


class SafeSet(set):
    def __init__(self, items=()):
        set.__init__(self, items)
        self._lock = threading.RLock()

    @synchronized
    def add(self, x):
        before = set.__len__(self)
        set.add(self, x)
        return set.__len__(self) > before

    @synchronized
    def discard(self, x):
        try:
            set.remove(self, x)
        except KeyError:
            return False
        return True

    def update(self, items):
        self._update(list(items))

    def __iter__(self):
        with self._lock:
            return iter(set.copy(self)) if type(self) is set else iter([*set.__iter__(self)])

    @synchronized
    def _update(self, items):
        set.update(self, items)


for name in (
    "clear difference_update intersection_update symmetric_difference_update __ior__ __iand__ __isub__ __ixor__ "
    "remove pop __contains__ __len__"
).split():
    setattr(SafeSet, name, synchronized(getattr(set, name)))
