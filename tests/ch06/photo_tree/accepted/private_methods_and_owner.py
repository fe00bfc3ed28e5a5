"""One plain Lock; private methods without it, and a check who owns the transaction."""

import threading
from contextlib import contextmanager

_lock = threading.Lock()
_owner = [None]


@contextmanager
def guarded():
    me = threading.get_ident()
    if _owner[0] == me:
        yield
        return
    with _lock:
        _owner[0] = me
        try:
            yield
        finally:
            _owner[0] = None


class Album:
    def __init__(self):
        self._photos = []
        self._children = []

    def _tree(self):
        yield self
        for child in self._children:
            yield from child._tree()

    def add(self, photo):
        with guarded():
            self._photos.append(photo)

    def add_album(self, child):
        with guarded():
            if self in list(child._tree()):
                raise ValueError("circle")
            self._children.append(child)

    def count(self):
        with guarded():
            return sum(len(album._photos) for album in self._tree())

    def size(self, size_of):
        with guarded():
            return sum(size_of(p) for album in self._tree() for p in album._photos)

    def rename_all(self, fn):
        with guarded():
            for album in self._tree():
                album._photos[:] = [fn(p) for p in album._photos]

    def transaction(self):
        return guarded()
