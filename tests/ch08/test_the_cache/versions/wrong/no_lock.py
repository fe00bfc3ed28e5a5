"""Looks, then loads: two callers both find nothing."""

from grader.worker.stage import checkpoint


class Cache:
    def __init__(self, load):
        self.load, self.values = load, {}

    def get(self, key):
        checkpoint()
        if key not in self.values:
            value = self.load(key)
            checkpoint()
            self.values[key] = value
            return value
        return self.values[key]

    def forget(self, key):
        checkpoint()
        self.values.pop(key, None)
