"""Events in, rows out: steps of one task on one line become one row, a long middle is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: Rows kept at the two ends of a long trace.
HEAD, TAIL = 10, 30

_Event = tuple[str, int, str, str, bool, str]


def condense(events: Sequence[_Event]) -> list[dict[str, Any]]:
    """Rows for `Trace.rows`. An event is (task, line, source, what, switch, builds)."""
    rows: list[dict[str, Any]] = []
    for task, line, source, what, switch, builds in events:
        last = rows[-1] if rows else None
        if last and (last["task"], last["line"], last["switch"]) == (task, line, False):
            if what not in last["text"].split("; "):
                last["text"] += f"; {what}"
            last["switch"], last["builds"] = switch, builds
            continue
        rows.append({"task": task, "line": line, "source": source, "text": what, "switch": switch, "builds": builds})
    if len(rows) <= HEAD + TAIL + 1:
        return rows
    left_out = len(rows) - HEAD - TAIL
    gap = {
        "task": "",
        "line": 0,
        "source": "",
        "text": f"... {left_out} rows left out ...",
        "switch": False,
        "builds": "default",
    }
    return [*rows[:HEAD], gap, *rows[-TAIL:]]
