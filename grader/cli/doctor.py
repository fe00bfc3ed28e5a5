"""`doctor`: what this machine gives."""

from __future__ import annotations

import platform
from typing import Final

import typer
from rich.text import Text

from grader.cli import common
from grader.report import one_line

HELP: Final = """Show what this machine gives: Python, cores, and which walls stand.

Each wall is tried out from inside a worker; nothing is concluded from a program being
installed. Exit code: 0 something works, 1 not even the plainest worker starts.
"""


def command() -> None:
    """Probe and print."""
    from grader.sandbox.probe import TIERS, probe  # noqa: PLC0415 - starts nothing for --help

    console = common.stdout()
    console.print(f"Python {platform.python_version()} ({platform.python_implementation()}), {platform.platform()}")
    console.print(f"Cores that may be used: {common.cores()}")
    works = []
    for tier in TIERS:
        probed = probe(tier)
        console.print()
        console.print(f"{tier} {'works' if probed.ok else 'does not work'}", style="bold")
        for fact in probed.facts:
            sign = "ok  " if fact.ok else "FAIL"
            seen = "" if fact.ok else f" (expected {one_line(fact.expected)}, seen {one_line(fact.seen)})"
            console.print(Text(f"  {sign} {one_line(fact.name)}{seen}"))
        if probed.ok:
            works.append(tier)
    console.print()
    if not works:
        console.print("No worker starts on this machine: nothing can be checked.")
        raise typer.Exit(1)
    best = works[-1]
    console.print(f"grade uses {best} here." if best != "T0" else "grade needs --unsafe here: there are no walls.")
