"""A mapping class of its own over a tuple; writers queue up at a condition."""

import threading
from collections.abc import Mapping


class Frozen(Mapping):
    __slots__ = ("_all",)
    KEYS = ("low", "high", "version")

    def __init__(self, *values):
        self._all = values

    def __getitem__(self, key):
        try:
            return self._all[self.KEYS.index(key)]
        except ValueError:
            raise KeyError(key) from None

    def __iter__(self):
        return iter(self.KEYS)

    def __len__(self):
        return 3


class Settings:
    def __init__(self, low, high):
        if not low <= high:
            raise ValueError
        self.frozen = Frozen(low, high, 0)
        self.busy = False
        self.turn = threading.Condition()

    def current(self):
        return self.frozen

    def update(self, change):
        with self.turn:
            while self.busy:
                self.turn.wait()
            self.busy = True
        try:
            low, high, version = self.frozen._all
            low, high = change(low, high)
            if low > high:
                raise ValueError("low > high")
            self.frozen = Frozen(low, high, version + 1)
            return version + 1
        finally:
            with self.turn:
                self.busy = False
                self.turn.notify()
