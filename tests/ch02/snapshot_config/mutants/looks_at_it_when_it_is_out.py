"""Publish first; if it turns out to be wrong, put the old one back.

Caught by: test_errors_change_nothing
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
        self._now = snapshot(low, high, 0)
        self._writing = threading.Lock()  # only those who change compete

    def current(self) -> Mapping[str, int]:
        return self._now

    def update(self, change: Callable[[int, int], tuple[int, int]]) -> int:
        with self._writing:
            old = self._now
            low, high = change(old["low"], old["high"])
            self._now = MappingProxyType({"low": low, "high": high, "version": old["version"] + 1})
            if low > high:
                self._now = old
                raise ValueError(f"low is {low}, and high only {high}")
            return old["version"] + 1
