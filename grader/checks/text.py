"""The text of a check that did not pass, as a person reads it in a terminal.

Always in this order: the requirement that broke; the interleaving, a column per task; what happened; which builds can
show it; what was searched; how to see it again.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["BASELINE", "WIDTH", "builds_sentence", "failure_text", "render", "replay_command", "waits_text"]

WIDTH = 80

#: What every exploration requires, whatever the check asks besides: the sentence for each kind of failure.
BASELINE = {
    "assertion": "no assertion in the program fails",
    "exception": "no task ends with an exception",
    "deadlock": "every task comes to its end; nobody waits for ever",
    "lost-wakeup": "a task whose condition holds is woken",
    "livelock": "the tasks get somewhere; they do not run for ever",
    "starvation": "every task gets its turn",
    "leak": "nothing is left running at the end",
    "nondeterminism": "the same schedule always does the same",
    "step-limit": "the program comes to its end",
    "unencodable": "results are plain values: numbers, strings, booleans, None, and lists and dicts of them",
}


def render(
    *,
    requirement: str,
    table: str = "",
    happened: Sequence[str] = (),
    builds: str | None = None,
    searched: str = "",
    replay: str = "",
) -> str:
    """The parts that are there, in their order, with an empty line between them."""
    parts = ["Requirement: " + requirement, table.rstrip()]
    parts.append("\n".join(line for each in happened for line in _wrapped(each)))
    notes = [builds_sentence(builds) if builds else "", f"Searched: {searched}" if searched else ""]
    parts.append("\n".join(line for each in notes if each for line in _wrapped(each)))
    parts.append(f"See it again: {replay}" if replay else "")
    return "\n\n".join(part for part in parts if part)


def replay_command(token: str, file: str) -> str:
    """What to type to see a failure again."""
    return f"{os.environ.get('GRADER_PROG') or 'python -m grader'} replay {token} {file}"


def builds_sentence(builds: str) -> str:
    """Which Pythons can show it, so that nobody who tries it at home concludes that the grader lies."""
    if builds == "free-threaded":
        return (
            "Builds: this needs a switch where the default build makes none: between plain loads and stores, or "
            "between two uncontended locks. A free-threaded Python switches there; with a call in between, every "
            "build can."
        )
    return "Builds: every build of Python can make these switches."


def failure_text(failure: Mapping[str, Any]) -> tuple[str, ...]:
    """A failure in one sentence, and who waits for whom. A deadlock concerns all its tasks and has no place."""
    kind, waits = failure["kind"], failure.get("waits") or []
    task, line = failure.get("task") or "", failure.get("line")
    who = f" in task {task}" if task not in {"", "main", "MainThread"} else ""
    place = f" ({failure.get('file')}, line {line})" if line else ""
    head = kind if waits else f"{kind}{who}{place}"
    return (f"{head}: {str(failure['message']).removeprefix(f'{kind}: ')}", *waits_text(waits))


def waits_text(waits: Sequence[Mapping[str, Any]]) -> list[str]:
    """Who waits for whom, one line a task."""
    lines = []
    for wait in waits:
        place = (
            f" (line {wait['line']}: {wait['source'].strip()})"
            if wait.get("line") and wait.get("source")
            else (f" (line {wait['line']})" if wait.get("line") else "")
        )
        holder = wait.get("held_by") or ""
        holder = f", held by {holder}" if holder and holder not in str(wait.get("waits_for")) else ""
        lines.append(f"  {wait.get('task')} waits for {wait.get('waits_for')}{place}{holder}")
    return lines


def _wrapped(text: str) -> list[str]:
    out: list[str] = []
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        out += textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [
            ""
        ]
    return out
