"""A Semaphore(1) and a depth in thread-local storage: only the outermost call takes it."""

import threading
from contextlib import contextmanager

gate = threading.Semaphore(1)
local = threading.local()


@contextmanager
def inside():
    depth = getattr(local, "depth", 0)
    if depth == 0:
        gate.acquire()
    local.depth = depth + 1
    try:
        yield
    finally:
        local.depth -= 1
        if local.depth == 0:
            gate.release()


class Album:
    def __init__(self):
        self.photos = []
        self.children = []

    def add(self, photo):
        with inside():
            self.photos.append(photo)

    def add_album(self, child):
        with inside():
            todo = [child]
            while todo:
                album = todo.pop()
                if album is self:
                    raise ValueError("a circle")
                todo += album.children
            self.children.append(child)

    def count(self):
        with inside():
            return len(self.photos) + sum(child.count() for child in self.children)

    def size(self, size_of):
        with inside():
            return sum(map(size_of, self.photos)) + sum(child.size(size_of) for child in self.children)

    def rename_all(self, fn):
        with inside():
            self.photos = list(map(fn, self.photos))
            for child in self.children:
                child.rename_all(fn)

    def transaction(self):
        return inside()
