"""Readers who never wait.

Many threads read two settings, low and high, and a few change them. Any thread may call any method at
any moment.

    Settings(low, high)    version is 0. ValueError if low > high.
    current()              the settings now: a mapping with the keys "low", "high" and "version".
                           What was handed out never changes again, and assigning to a key of it is a
                           TypeError. current() never waits while somebody's `change` is running.
    update(change)         low, high = change(low, high), and version is one more; returns that version.
                           All three become visible at once. ValueError if low > high then. Whatever is
                           raised, also by `change`, changes nothing, and the settings go on working.

Updates at the same time behave as if they had come one after the other: none is lost, and each version
is returned once. `change` may be slow. You may call it again if somebody else was faster, with the
values that are new then. It may call current(), but not update().
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
            self._now = new  # one name, bound to a whole new object: a single step
            return new["version"]
