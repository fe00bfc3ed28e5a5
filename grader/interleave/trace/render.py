"""A trace as text: a column per task, the program's own lines only. Touches plain data only."""

from __future__ import annotations

import textwrap
from typing import Any

from grader.interleave.trace.model import Trace

_GUTTER = 5
_SMALLEST = 18


def render_text(trace: Trace, width: int = 80, ascii_only: bool = False) -> str:
    """The table of `trace`, at most `width` columns; where the columns would be too narrow, a list."""
    tasks = trace.tasks
    cut = "-x-" if ascii_only else "✂"
    if not trace.rows:
        return "(no visible step on a line of the program)"
    column = (width - _GUTTER) // max(1, len(tasks)) - 1
    if column < _SMALLEST:
        return _as_list(trace, width, cut)
    lines = [" " * _GUTTER + " ".join(_fit(name, column) for name in tasks).rstrip()]
    lines.append(" " * _GUTTER + " ".join("-" * (column - 1) + " " for _ in tasks).rstrip())
    previous: tuple[str, int] | None = None
    for row in trace.rows:
        if not row["task"]:
            lines.append(" " * _GUTTER + row["text"])
            previous = None
            continue
        indent = " " * ((column + 1) * tasks.index(row["task"]))
        number = f"{row['line']:>{_GUTTER - 1}} " if row["line"] else " " * _GUTTER
        here = (row["task"], row["line"])
        cell = [] if here == previous else textwrap.wrap(row["source"], column - 1)
        previous = here
        cell += _what(row, column, cut)
        for index, text in enumerate(cell):
            lines.append(((number if index == 0 else " " * _GUTTER) + indent + text).rstrip())
    return "\n".join(lines)


def _what(row: dict[str, Any], column: int, cut: str) -> list[str]:
    lines: list[str] = []
    for part in row["text"].split("; "):
        mark = f"{cut} " if row["switch"] and "switched off" in part else "  "
        lines += textwrap.wrap(part, column - 1, initial_indent=mark, subsequent_indent="    ")
    return lines


def _fit(name: str, column: int) -> str:
    short = name if len(name) < column else name[: column - 2] + "…"
    return short.ljust(column)


def _as_list(trace: Trace, width: int, cut: str) -> str:
    lines = []
    for row in trace.rows:
        mark = cut if row["switch"] else " "
        head = _head(row) if row["task"] else row["text"]
        lines += textwrap.wrap(head, width, subsequent_indent="    ")
        if row["task"]:
            lines += textwrap.wrap(row["text"], width, initial_indent=f"  {mark} ", subsequent_indent="      ")
    return "\n".join(lines)


def _head(row: dict[str, Any]) -> str:
    return f"{row['task']}, line {row['line']}: {row['source']}" if row["line"] else str(row["task"])
