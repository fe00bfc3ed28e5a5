"""Equality of plain data, without Python's leniency: a bool is no int, an int is no float."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["holds", "same", "shown"]


def same(expected: object, seen: object) -> bool:
    """Whether the two are equal and of the same types all the way down. An expected tuple equals a list."""
    if isinstance(expected, tuple):
        expected = list(expected)
    if type(expected) is not type(seen):
        return False
    if isinstance(expected, list) and isinstance(seen, list):
        return len(expected) == len(seen) and all(map(same, expected, seen))
    if isinstance(expected, dict) and isinstance(seen, dict):
        return expected.keys() == seen.keys() and all(same(value, seen[key]) for key, value in expected.items())
    return expected == seen


def holds(expected: Any, seen: Any) -> tuple[bool, str]:
    """Whether a value is the expected one, or satisfies the expected predicate; and what is wrong, for a person."""
    if not callable(expected):
        good = same(expected, seen)
        return good, "" if good else f"seen {shown(seen)}, expected {shown(expected)}"
    predicate: Callable[[Any], object] = expected
    try:
        good = bool(predicate(seen))
    except Exception as error:  # noqa: BLE001  # the value has a shape that nobody expected: so it does not hold
        return False, f"seen {shown(seen)}, which is not of the expected shape ({type(error).__name__}: {error})"
    return good, "" if good else f"seen {shown(seen)}"


def shown(value: object, width: int = 300) -> str:
    """A value for one line of text."""
    text = repr(value)
    return text if len(text) <= width else text[: width - 3] + "..."
