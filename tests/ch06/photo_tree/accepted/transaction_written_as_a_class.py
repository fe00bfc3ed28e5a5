"""An RLock of the class, acquired and released by hand, and a transaction written as a class."""

from threading import RLock


class Transaction:
    def __init__(self, lock):
        self.lock = lock

    def __enter__(self):
        self.lock.acquire()
        return self

    def __exit__(self, kind, error, trace):
        self.lock.release()
        return False


class Album:
    lock = RLock()

    def __init__(self):
        self.names = []
        self.inside = []

    def transaction(self):
        return Transaction(self.lock)

    def add(self, photo):
        with self.transaction():
            self.names = self.names + [photo]

    def contains(self, album):
        if album is self:
            return True
        for each in self.inside:
            if each.contains(album):
                return True
        return False

    def add_album(self, child):
        with self.transaction():
            if child.contains(self):
                raise ValueError("no album may be inside itself")
            self.inside.append(child)

    def count(self):
        with self.transaction():
            n = len(self.names)
            for each in self.inside:
                n += each.count()
            return n

    def size(self, size_of):
        self.lock.acquire()
        try:
            n = 0
            for name in self.names:
                n += size_of(name)
            for each in self.inside:
                n += each.size(size_of)
            return n
        finally:
            self.lock.release()

    def rename_all(self, fn):
        with self.lock:
            new = []
            for name in self.names:
                new.append(fn(name))
            self.names = new
            for each in self.inside:
                each.rename_all(fn)
