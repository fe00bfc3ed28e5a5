"""change may be slow, so it is called before the lock is taken.

Caught by: test_updates_act_as_if_in_a_queue
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
        old = self._now
        low, high = change(old["low"], old["high"])
        with self._writing:
            new = snapshot(low, high, self._now["version"] + 1)
            self._now = new
            return new["version"]
