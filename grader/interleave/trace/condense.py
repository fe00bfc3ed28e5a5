"""Events in, rows out: steps of one task on one line become one row; of many rows those that matter stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: Rows of a trace at most, gaps included.
MOST = 40
#: Kept in any case: how it began, and how it ended.
HEAD, TAIL = 4, 14
_LONGEST_CYCLE = 16

_Event = tuple[str, int, str, str, bool, str]
_Row = dict[str, Any]


def condense(events: Sequence[_Event], endless: bool = False, dropped: int = 0) -> list[_Row]:
    """Rows for `Trace.rows`. An event is (task, line, source, what, switch, builds).

    `endless`: the execution went round in a circle, so its last rounds are what matters. `dropped` events are
    missing in the middle.
    """
    rows: list[_Row] = []
    for task, line, source, what, switch, builds in events:
        last = rows[-1] if rows else None
        if last and (last["task"], last["line"], last["switch"]) == (task, line, False):
            if what not in last["text"].split("; "):
                last["text"] += f"; {what}"
            last["switch"], last["builds"] = switch, builds
            continue
        rows.append({"task": task, "line": line, "source": source, "text": what, "switch": switch, "builds": builds})
    cycle = _cycle(rows) if endless else 0
    if cycle:
        return _rounds(rows, cycle)
    shown = rows if len(rows) < MOST and not dropped else _with_gaps(rows, _choose(rows), dropped)
    return [*shown, _gap("... and so on")] if endless else shown


def _gap(text: str) -> _Row:
    return {"task": "", "line": 0, "source": "", "text": text, "switch": False, "builds": "default"}


def _key(row: _Row) -> tuple[object, ...]:
    return row["task"], row["line"], row["text"]


def _cycle(rows: list[_Row]) -> int:
    """The length of the round that the rows end with twice, or 0."""
    keys = [_key(row) for row in rows[-4 * _LONGEST_CYCLE :]]
    # The execution was cut off somewhere in its last round, whose last row may be unfinished.
    for end in (len(keys), len(keys) - 1):
        for length in range(1, _LONGEST_CYCLE + 1):
            if end >= 2 * length and keys[end - length : end] == keys[end - 2 * length : end - length]:
                return length
    return 0


def _rounds(rows: list[_Row], length: int) -> list[_Row]:
    end = len(rows)
    if _key(rows[-1]) != _key(rows[-1 - length]):
        end -= 1
    begin = end - 2 * length
    if begin > HEAD + 1:
        shown = [*rows[:HEAD], _gap(f"... {begin - HEAD} rows left out ..."), *rows[begin:end]]
    else:
        shown = rows[:end]
    return [*shown, _gap("... and so on, without end")]


def _choose(rows: list[_Row]) -> set[int]:
    """Which rows to show: the two ends, then switches and what follows them, the latest first."""
    chosen = set(range(min(HEAD, len(rows)))) | set(range(max(0, len(rows) - TAIL), len(rows)))
    wanted = [i for i, row in enumerate(rows) if row["switch"]]
    nearby = [j for i in reversed(wanted) for j in (i, i + 1, i - 1)]
    for index in [*nearby, *range(len(rows) - 1, -1, -1)]:
        if 0 <= index < len(rows) and index not in chosen and _size(chosen | {index}) < MOST:
            chosen.add(index)
    return chosen


def _size(chosen: set[int]) -> int:
    return len(chosen) + sum(i + 1 not in chosen for i in chosen) - 1


def _with_gaps(rows: list[_Row], chosen: set[int], dropped: int) -> list[_Row]:
    shown: list[_Row] = []
    previous = -1
    for index in sorted(chosen):
        missing = index - previous - 1
        if missing:
            number = f"more than {missing}" if dropped else str(missing)
            shown.append(_gap(f"... {number} row{'' if missing == 1 else 's'} left out ..."))
        shown.append(rows[index])
        previous = index
    return shown
