"""All versions in a list; the version is the place in it, and the last one is current."""

from threading import Semaphore


class Snap(dict):
    def __setitem__(self, key, value):
        raise TypeError("a snapshot cannot be changed")


class Settings:
    def __init__(self, low, high):
        if low > high:
            raise ValueError
        self._all = [Snap(low=low, high=high, version=0)]
        self._one_writer = Semaphore(1)

    def current(self):
        return self._all[-1]

    def update(self, change):
        with self._one_writer:
            number = len(self._all)
            low, high = change(self._all[-1]["low"], self._all[-1]["high"])
            if high < low:
                raise ValueError((low, high))
            self._all.append(Snap(low=low, high=high, version=number))
        return number
