"""What an execution prints, kept up to a cap."""

from __future__ import annotations

_MAX_CHARACTERS = 65_536


class Output:
    """Text of one execution, at most 64 K characters; what comes later is dropped."""

    __slots__ = ("_parts", "_size")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0

    def reset(self) -> None:
        """Forget everything."""
        if self._size:
            self._parts.clear()
            self._size = 0

    def write(self, text: str) -> None:
        """Add `text`."""
        if self._size < _MAX_CHARACTERS:
            self._parts.append(text[: _MAX_CHARACTERS - self._size])
            self._size += len(text)

    @property
    def text(self) -> str:
        """All that was kept."""
        return "".join(self._parts)
