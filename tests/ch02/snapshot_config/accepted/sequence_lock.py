"""A sequence number that is odd while the three values change: readers look at it before and after, and try again."""

import threading
import time
from types import MappingProxyType


class Settings:
    def __init__(self, low, high):
        if low > high:
            raise ValueError((low, high))
        self._low, self._high = low, high
        self._sequence = 0
        self._writers = threading.Lock()

    def current(self):
        while True:
            before = self._sequence
            low, high = self._low, self._high
            if before % 2 == 0 and before == self._sequence:
                return MappingProxyType({"low": low, "high": high, "version": before // 2})
            time.sleep(0)

    def update(self, change):
        with self._writers:
            low, high = change(self._low, self._high)
            if low > high:
                raise ValueError((low, high))
            self._sequence += 1
            self._low = low
            self._high = high
            self._sequence += 1
            return self._sequence // 2
