"""Busy wait: a loop without a pause goes round until another task does something (it is no good Samaritan).

Musuvathi and Qadeer call a task that does not yield while it waits for others a violation of the good samaritan
property ("Fair stateless model checking", PLDI 2008). Here such a loop yields by itself, so it is only a remark: a
`while` loop with an empty body that was seen going round twice without a step of its task in between.
"""

from __future__ import annotations

import ast

from grader.interleave.detectors.watching import Silent
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.remark import Remark
from grader.interleave.instrument.sites import Site

ROUNDS = 2


class BusyWaits(Silent):
    """Observer of recorded executions; `remarks` has one for each line."""

    def __init__(self, source: str) -> None:
        self._empty = {n.lineno for n in ast.walk(ast.parse(source)) if isinstance(n, ast.While) and _is_empty(n)}
        self._last: dict[int, tuple[int, int]] = {}
        self.remarks: dict[int, Remark] = {}

    def begin(self) -> None:
        """A new execution."""
        self._last.clear()

    def goes_round(self, site: Site) -> None:
        """The current task comes to the head of a loop."""
        if site.line not in self._empty or KERNEL.dying:
            return
        me = KERNEL.current
        line, rounds = self._last.get(me.index, (0, 0))
        rounds = rounds + 1 if line == site.line else 0
        self._last[me.index] = (site.line, rounds)
        if rounds >= ROUNDS:
            text = f"busy wait: {me.name} goes round in line {site.line} until another task does something"
            self.remarks.setdefault(site.line, Remark("busy-wait", (site.line,), (me.name,), text))

    def acted(self) -> None:
        """The current task did something else than look."""
        self._last.pop(KERNEL.current.index, None)


def _is_empty(loop: ast.While) -> bool:
    if isinstance(loop.test, ast.Constant):
        return False
    return all(
        isinstance(s, ast.Pass | ast.Continue) or (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))
        for s in loop.body
    )
