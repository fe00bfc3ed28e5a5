"""The identity of objects as programs see it: numbers that do not vary from execution to execution."""

from __future__ import annotations


class Identities:
    """`id` for programs: numbers by order of asking, so that an order by `id` is the same in each execution."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, object]] = {}

    def of(self, obj: object, /) -> int:
        """The number of `obj`, which is kept alive until the execution ends."""
        known = self._known
        entry = known.get(id(obj))
        if entry is None:
            entry = known[id(obj)] = (4096 + 16 * len(known), obj)
        return entry[0]

    def address(self, obj: object) -> str:
        """The number as the default `repr` shows it."""
        return f"0x{self.of(obj):012x}"

    def clear(self) -> None:
        """Forget all objects."""
        if self._known:
            self._known.clear()


IDENTITIES = Identities()
