"""A ring of slots and two indexes that only grow; acquire and release by hand."""

from threading import Condition, RLock


class Closed(Exception):
    pass


class Buffer:
    def __init__(self, capacity):
        if not capacity > 0:
            raise ValueError
        self.ring = [None] * capacity
        self.read = self.written = 0
        self.open = True
        self.lock = RLock()
        self.space, self.data = Condition(self.lock), Condition(self.lock)

    def __len__(self):
        with self.lock:
            return self.written - self.read

    def put(self, item):
        return self.put_many([item])

    def put_many(self, items):
        size = len(self.ring)
        if len(items) > size:
            raise ValueError("too many")
        self.lock.acquire()
        try:
            while True:
                if not self.open:
                    raise Closed
                if size - len(self) >= len(items):
                    break
                self.space.wait()
            for item in items:
                self.ring[self.written % size] = item
                self.written += 1
            self.data.notify_all()
        finally:
            self.lock.release()

    def get(self):
        with self.data:
            while not len(self):
                if not self.open:
                    raise Closed
                self.data.wait()
            index = self.read % len(self.ring)
            item, self.ring[index] = self.ring[index], None
            self.read += 1
            self.space.notify_all()
        return item

    def close(self):
        with self.lock:
            self.open = False
            for each in (self.space, self.data):
                each.notify_all()
