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

from collections.abc import Callable, Mapping


class Settings:
    """Two numbers and a version, of which everybody always sees three that belong together."""

    def __init__(self, low: int, high: int) -> None:
        if low > high:
            raise ValueError(f"low is {low}, and high only {high}")
        self._now = {"low": low, "high": high, "version": 0}

    def current(self) -> Mapping[str, int]:
        # TODO: whoever gets this can write into it, and sees all that happens to it later.
        return self._now

    def update(self, change: Callable[[int, int], tuple[int, int]]) -> int:
        low, high = change(self._now["low"], self._now["high"])
        if low > high:
            raise ValueError(f"low is {low}, and high only {high}")
        # TODO: what does a reader see between these lines? And what if two are here at once?
        self._now["low"] = low
        self._now["high"] = high
        self._now["version"] += 1
        return self._now["version"]
