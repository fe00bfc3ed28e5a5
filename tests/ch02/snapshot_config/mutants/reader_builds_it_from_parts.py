"""Three attributes, and current() makes a fresh mapping of them each time.

Caught by: test_a_snapshot_is_whole_and_stays_so
"""

import threading
from collections.abc import Callable, Mapping
from types import MappingProxyType


def snapshot(low: int, high: int, version: int) -> Mapping[str, int]:
    if low > high:
        raise ValueError(f"low is {low}, and high only {high}")
    return MappingProxyType({"low": low, "high": high, "version": version})


class Settings:
    """Two numbers and a version, of which everybody always sees three that belong together."""

    def __init__(self, low: int, high: int) -> None:
        snapshot(low, high, 0)
        self._low, self._high, self._version = low, high, 0
        self._writing = threading.Lock()  # only those who change compete

    def current(self) -> Mapping[str, int]:
        return MappingProxyType({"low": self._low, "high": self._high, "version": self._version})

    def update(self, change: Callable[[int, int], tuple[int, int]]) -> int:
        with self._writing:
            low, high = change(self._low, self._high)
            snapshot(low, high, 0)
            self._low, self._high = low, high
            self._version += 1
            return self._version
