"""Readers take the lock, but give up soon and take what there is.

Caught by: test_readers_never_wait_for_a_change
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
        self._writing = threading.RLock()  # only those who change compete

    def current(self) -> Mapping[str, int]:
        if self._writing.acquire(timeout=0.5):
            try:
                return self._now
            finally:
                self._writing.release()
        return self._now

    def update(self, change: Callable[[int, int], tuple[int, int]]) -> int:
        with self._writing:
            old = self._now
            new = snapshot(*change(old["low"], old["high"]), old["version"] + 1)
            self._now = new  # one name, bound to a whole new object: a single step
            return new["version"]
