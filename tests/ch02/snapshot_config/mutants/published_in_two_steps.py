"""First the new numbers, then the new version, and each of the two is a single step.

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
        self._now = snapshot(low, high, 0)
        self._writing = threading.Lock()  # only those who change compete

    def current(self) -> Mapping[str, int]:
        return self._now

    def update(self, change: Callable[[int, int], tuple[int, int]]) -> int:
        with self._writing:
            old = self._now
            new = snapshot(*change(old["low"], old["high"]), old["version"] + 1)
            self._now = snapshot(new["low"], new["high"], old["version"])
            self._now = new
            return new["version"]
