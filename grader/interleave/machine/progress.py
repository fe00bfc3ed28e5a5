"""Does a loop work or wait? What the program's frames hold tells: a loop that only looks changes none of it."""

from __future__ import annotations

import sys
from collections import deque
from types import FrameType
from typing import Any

_PLAIN = (bool, int, float, str, bytes, type(None))
_SIZED = (list, dict, set, frozenset, tuple, deque, bytearray)
_DEEPEST = 12
_OURS = "grader.interleave."


def footprint() -> list[Any]:
    """The variables of the running task's innermost frames, plain ones by value and containers by size.

    Equal at two rounds of a loop: it has most likely done nothing in between but look. Runs no code of the program.
    """
    seen: list[Any] = []
    frame: FrameType | None = sys._getframe(1)
    innermost = True
    while frame is not None and len(seen) < _DEEPEST:
        if not str(frame.f_globals.get("__name__", "")).startswith(_OURS):
            seen.append([frame.f_code, *(_brief(value, 1) for value in frame.f_locals.values())])
            if innermost:
                innermost = False
                seen.append([_brief(value, 0) for name, value in frame.f_globals.items() if not name.startswith("__")])
        frame = frame.f_back
    return seen


def _brief(value: object, depth: int) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind in _SIZED:
        return id(value), len(value)  # type: ignore[arg-type]  # exactly these types: their own len
    if depth:
        try:
            own = object.__getattribute__(value, "__dict__")
        except AttributeError:
            return id(value)
        if type(own) is dict:
            return [id(value), *(_brief(item, depth - 1) for item in list(own.values())[:50])]
    return id(value)
