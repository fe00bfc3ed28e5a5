"""Values to plain data, by exact type.

The trusted process compares what arrives with ``==``; so nothing may arrive that can lie about equality. A subclass
of ``int`` is not an ``int`` here, and no method of a value is called while it is looked at.
"""

from __future__ import annotations

import math
from typing import Any

__all__ = ["Unencodable", "plain", "type_name"]

MAX_DEPTH = 40
MAX_NODES = 50_000
MAX_CHARACTERS = 150_000  # of all strings together; JSON may need six bytes for one
_INT_LIMIT = 1 << 63
_name_of_type = type.__dict__["__name__"].__get__


class Unencodable(Exception):
    """The value, or something in it, is not plain data; the text says what was found."""


def type_name(value: object) -> str:
    """The name of the value's class, whatever its metaclass says."""
    return str(_name_of_type(type(value)))[:80]


def plain(value: object) -> Any:
    """A copy made of None, bool, int, float, str, list and dict with str keys. Tuples become lists.

    Raises ``Unencodable`` for anything else, for numbers that JSON does not carry exactly, for nesting deeper than 40.
    """
    return _copy(value, 0, [MAX_NODES, MAX_CHARACTERS])


def _copy(value: object, depth: int, budget: list[int]) -> Any:
    budget[0] -= 1
    if budget[0] < 0:
        raise Unencodable(f"more than {MAX_NODES} values")
    if depth > MAX_DEPTH:
        raise Unencodable(f"values nested deeper than {MAX_DEPTH}")
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is int:
        if not -_INT_LIMIT <= value < _INT_LIMIT:  # type: ignore[operator]  # the exact type is known
            raise Unencodable("an int of more than 64 bits")
        return value
    if kind is float:
        if not math.isfinite(value):  # type: ignore[arg-type]
            raise Unencodable(f"the float {value}")
        return value
    if kind is str:
        return _text(value, budget)
    if kind is list or kind is tuple:
        return [_copy(item, depth + 1, budget) for item in value]  # type: ignore[attr-defined]
    if kind is dict:
        return {_key(key, budget): _copy(item, depth + 1, budget) for key, item in value.items()}  # type: ignore[attr-defined]
    raise Unencodable(f"a value of type {type_name(value)}")


def _key(value: object, budget: list[int]) -> str:
    if type(value) is not str:
        raise Unencodable(f"a dict key of type {type_name(value)}")
    return _text(value, budget)


def _text(value: object, budget: list[int]) -> str:
    text: str = value  # type: ignore[assignment]
    budget[1] -= len(text)
    if budget[1] < 0:
        raise Unencodable(f"more than {MAX_CHARACTERS} characters")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unencodable("a str that is not valid Unicode") from None
    return text
