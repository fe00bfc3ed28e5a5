"""A lock for each key: who waited for a load that failed loads once more, instead of sharing the error."""

import threading


class Cache:
    def __init__(self, load):
        self.load, self.lock, self.locks, self.values = load, threading.Lock(), {}, {}

    def lock_of(self, key):
        with self.lock:
            return self.locks.setdefault(key, threading.Lock())

    def get(self, key):
        with self.lock_of(key):
            if key not in self.values:
                self.values[key] = self.load(key)
            return self.values[key]

    def forget(self, key):
        with self.lock_of(key):
            self.values.pop(key, None)
