"""Hooks for a recorded execution: the plain ones, and after each the operation is told to a detector.

The decisions are those of the plain hooks, so a schedule found without them leads to the same execution. What is
told comes right before the operation itself, which nothing can interrupt.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

from grader.interleave.engine.task import Task
from grader.interleave.instrument import sites
from grader.interleave.instrument.hooks import CONTAINERS, make_hooks
from grader.interleave.instrument.sites import Site

#: Stands for an object that the hook does not see.
UNSEEN = object()
Tell = Callable[[Site, Any, FrameType], None]


def telling_hooks(
    table: tuple[Site, ...], tell: Tell, goes_round: Callable[[Site], None] | None = None
) -> dict[str, Callable[..., Any]]:
    """Replacements for `instrument.hooks.make_hooks`. `tell` gets the site, the object, the program's frame.

    `goes_round` is told of each round of a `while` loop, if it is given.
    """
    plain = make_hooks(table)
    plain_at, plain_pt, plain_inside = plain[sites.AT], plain[sites.PT], plain[sites.IN]

    def at(obj: Any, site: int) -> Any:
        plain_at(obj, site)
        tell(table[abs(site) - 1], obj, sys._getframe(1))
        return obj

    def arg(value: Any, site: int) -> Any:
        plain_at(value, site)
        tell(table[abs(site) - 1], UNSEEN, sys._getframe(1))
        return value

    def pt(site: int) -> bool:
        plain_pt(site)
        tell(table[abs(site) - 1], UNSEEN, sys._getframe(1))
        return False

    def inside(obj: Any, site: int) -> Any:
        plain_inside(obj, site)
        if isinstance(obj, CONTAINERS):
            tell(table[abs(site) - 1], obj, sys._getframe(1))
        return obj

    def loop(site: int) -> bool:
        if goes_round is not None:
            goes_round(table[site - 1])
        return bool(plain[sites.LOOP](site))

    return {**plain, sites.AT: at, sites.ARG: arg, sites.PT: pt, sites.IN: inside, sites.LOOP: loop}


class Silent:
    """An observer that notices nothing: base of those that notice a little."""

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """Hooks that tell it of the program's own operations; empty: the plain ones will do."""
        return {}

    def decided(self, current: Task, following: Task, free: bool, site: int) -> None:
        """A decision fell."""

    def operation(self, what: str, target: Any) -> None:
        """A lock or queue was used."""

    def looked(self, target: Any) -> None:
        """Something was looked at, or a task yielded."""

    def woke(self, task: Task) -> None:
        """A task was notified."""

    def created(self, target: Any) -> None:
        """A lock or queue was made."""

    def note(self, label: str) -> None:
        """A scenario left a label."""

    def stopped(self, tasks: Sequence[Task]) -> None:
        """The execution is over."""


def name_of(site: Site) -> str:
    """The variable or attribute that an operation touches, by its last name; "" if that cannot be told."""
    if site.name and site.kind != "call":
        return site.name
    path = site.text
    if site.kind == "call":
        path = path.partition("(")[0].rpartition(".")[0]
    path = path.partition("[")[0].rpartition(".")[2]
    return path if path.isidentifier() else ""


def own_line(filename: str, frame: FrameType | None) -> int | None:
    """The innermost line of the program's file, from `frame` outwards."""
    while frame is not None:
        if frame.f_code.co_filename == filename:
            return frame.f_lineno
        frame = frame.f_back
    return None
