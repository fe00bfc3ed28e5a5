"""A lock for writers, held while change runs, and a short one for the three attributes, which readers take as well."""

import threading
from types import MappingProxyType


class Settings:
    def __init__(self, low, high):
        if low > high:
            raise ValueError("low must not be above high")
        self.low, self.high, self.version = low, high, 0
        self.writers = threading.Lock()
        self.values = threading.Lock()

    def current(self):
        with self.values:
            copy = {"low": self.low, "high": self.high, "version": self.version}
        return MappingProxyType(copy)

    def update(self, change):
        with self.writers:
            new_low, new_high = change(self.low, self.high)
            if new_low > new_high:
                raise ValueError("low must not be above high")
            with self.values:
                self.low = new_low
                self.high = new_high
                self.version += 1
                return self.version
