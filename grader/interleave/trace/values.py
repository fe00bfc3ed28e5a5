"""Values for people, looked at without running any code of the program: that could change what happens next."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any

UNKNOWN = object()
_SCALARS = frozenset({int, float, bool, type(None), complex, bytes, range})
_MAPPINGS = frozenset({dict, defaultdict, OrderedDict, Counter})
_BRACKETS: dict[Any, str] = {list: "[]", tuple: "()", set: "{}", deque: "[]", frozenset: "{}"}
_LONGEST_TEXT, _LONGEST_NUMBER, _MOST_ITEMS, _DEEPEST = 24, 40, 4, 3


def short(value: Any, depth: int = 0) -> str:
    """A value as a few characters; objects of other types than the built-in ones by their type's name."""
    kind = type(value)
    if kind is str:
        return repr(value) if len(value) <= _LONGEST_TEXT else repr(value[: _LONGEST_TEXT - 3]) + "..."
    if kind in _SCALARS:
        return _number(value)
    if kind in _MAPPINGS or kind in _BRACKETS:
        return _container(value, kind, depth)
    return f"a {kind.__name__}"


def _number(value: Any) -> str:
    if type(value) is int and value.bit_length() > 4 * _LONGEST_NUMBER:
        return f"a number of {value.bit_length()} bits"
    text = repr(value)
    return text if len(text) <= _LONGEST_NUMBER else text[: _LONGEST_NUMBER - 3] + "..."


def _container(value: Any, kind: type, depth: int) -> str:
    if depth >= _DEEPEST:
        return "..."
    if kind in _MAPPINGS:
        brackets = "{}"
        parts = [f"{short(k, depth + 1)}: {short(v, depth + 1)}" for k, v in _first(dict.items(value))]
    else:
        brackets = _BRACKETS[kind]
        parts = [short(item, depth + 1) for item in _first(value)]
    if len(value) > _MOST_ITEMS:
        parts.append("...")
    if kind is tuple and len(value) == 1:
        parts.append("")
    if not parts and brackets == "{}" and kind not in _MAPPINGS:
        return "set()"
    return f"{brackets[0]}{', '.join(parts).rstrip() if kind is tuple else ', '.join(parts)}{brackets[1]}"


def _first(items: Any) -> list[Any]:
    found: list[Any] = []
    for item in items:
        if len(found) == _MOST_ITEMS:
            break
        found.append(item)
    return found


def attribute(obj: Any, name: str) -> Any:
    """The attribute as it is stored, or `UNKNOWN`; no property and no `__getattr__` runs."""
    try:
        names = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        names = {}
    if type(names) is dict and name in names:
        return names[name]
    if isinstance(obj, type):
        return vars(obj).get(name, UNKNOWN)
    for kind in type(obj).__mro__:
        found = vars(kind).get(name, UNKNOWN)
        if type(found).__name__ == "member_descriptor":
            try:
                return found.__get__(obj)
            except AttributeError:
                return UNKNOWN
        if found is not UNKNOWN:
            return found if type(found) in _SCALARS or type(found) is str else UNKNOWN
    return UNKNOWN


def item(obj: Any, key: Any) -> Any:
    """The item of a built-in container, or `UNKNOWN`."""
    if type(key) not in {str, int, bool, float, type(None), bytes}:
        return UNKNOWN
    if type(obj) in _MAPPINGS:
        return dict.get(obj, key, UNKNOWN)
    if type(obj) in {list, tuple, deque} and type(key) is int and -len(obj) <= key < len(obj):
        return obj[key]
    return UNKNOWN
