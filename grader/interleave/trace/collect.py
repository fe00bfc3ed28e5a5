"""The trace of one execution, collected by replaying it with recording on.

A `Recorder` stands in for the plain hooks: the same decisions at the same points, and in addition an event
for each visible operation on a line of the program itself, with the value read or written. The library's
own steps leave no event, except locks and waits, which are put on the program's line that led there.
"""

from __future__ import annotations

import reprlib
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from grader.interleave.engine.exploration import Execution
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Task
from grader.interleave.instrument import sites
from grader.interleave.instrument.hooks import CONTAINERS, make_hooks
from grader.interleave.instrument.sites import Site
from grader.interleave.trace.condense import condense
from grader.interleave.trace.model import Trace

_UNKNOWN = object()
_MAX_EVENTS = 5_000
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 24
_SHORT.maxlist = _SHORT.maxdict = _SHORT.maxtuple = 4


@dataclass
class Event:
    """One thing that one task did on one line. `what` is for people: "reads balance: 0"."""

    task: str
    line: int
    what: str
    switch: bool = False
    builds: str = "default"


@dataclass
class _Pending:
    """A store that happens right after its hook: its value is looked up before the next event."""

    event: Event
    name: str
    read: Callable[[], Any]


@dataclass
class Recorder:
    """Hooks and callbacks for one recorded execution."""

    source: str
    filename: str
    table: tuple[Site, ...]
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lines = self.source.splitlines()
        self._pending: _Pending | None = None
        self._last_object: dict[int, Any] = {}

    # ---------------------------------------------------------------- hooks

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """Replacements for `instrument.hooks.make_hooks`, decision for decision the same."""
        plain = make_hooks(self.table)
        plain_at, plain_pt, plain_inside = plain[sites.AT], plain[sites.PT], plain[sites.IN]

        def at(obj: Any, site: int) -> Any:
            plain_at(obj, site)
            self._access(site, obj)
            return obj

        def arg(value: Any, site: int) -> Any:
            plain_at(value, site)
            self._access(site, _UNKNOWN)
            return value

        def pt(site: int) -> bool:
            plain_pt(site)
            self._access(site, _UNKNOWN)
            return False

        def inside(obj: Any, site: int) -> Any:
            plain_inside(obj, site)
            if isinstance(obj, CONTAINERS):
                self._access(site, obj)
            return obj

        return {**plain, sites.AT: at, sites.ARG: arg, sites.PT: pt, sites.IN: inside}

    def _access(self, code: int, obj: Any) -> None:
        site = self.table[abs(code) - 1]
        task = KERNEL.current
        read = self._reader(site, obj, task, sys._getframe(2))
        if site.kind == "write":
            event = self._add(task, site.line, f"writes {site.name or site.text}")
            if read is not None:
                self._pending = _Pending(event, site.name or site.text, read)
            return
        self._last_object[task.index] = obj
        if site.kind == "read":
            value = read() if read is not None else _UNKNOWN
            shown = "" if value is _UNKNOWN else f": {_short(value)}"
            self._add(task, site.line, f"reads {site.name or site.text}{shown}")
        elif site.kind == "delete":
            self._add(task, site.line, f"deletes {site.name or site.text}")
        else:
            self._add(task, site.line, f"{'goes through' if site.kind == 'iterate' else 'does'} {site.text}")

    def _reader(self, site: Site, obj: Any, task: Task, frame: FrameType) -> Callable[[], Any] | None:
        """How to look at the value without running any code of the program."""
        if not site.name:
            return None
        if obj is _UNKNOWN:
            obj = self._last_object.get(task.index, _UNKNOWN) if site.kind == "write" else _UNKNOWN
        if obj is not _UNKNOWN:
            return lambda: _peek(obj, site.name)
        return lambda: frame.f_locals.get(site.name, frame.f_globals.get(site.name, _UNKNOWN))

    def _add(self, task: Task, line: int, what: str) -> Event:
        self.settle()
        event = Event(task.name, line, what)
        # What dying tasks do in their `finally` blocks is no part of the story.
        if len(self.events) < _MAX_EVENTS and not KERNEL.dying:
            self.events.append(event)
        return event

    def settle(self) -> None:
        """Look up the value of a store that has happened by now."""
        pending, self._pending = self._pending, None
        if pending is not None:
            value = pending.read()
            if value is not _UNKNOWN:
                pending.event.what += f": {_short(value)}"

    # ---------------------------------------------------------------- callbacks of the kernel and the locks

    def decided(self, current: Task, following: Task, free: bool, site: int) -> None:
        """A decision fell. Only preemptions are worth a row."""
        self.settle()
        if free or following is current:
            return
        line = self.table[abs(site) - 1].line if site else self._own_line()
        if line is None:
            return
        event = self._add(current, line, self._about_to(site, current))
        event.switch = True
        event.builds = "free-threaded" if site < 0 else "default"

    def _about_to(self, site: int, task: Task) -> str:
        if not site:
            what = "taking a lock" if task.waits_for is not None else "its next step"
            return f"is switched off before {what}"
        entry = self.table[abs(site) - 1]
        verb = {"read": "reading", "write": "writing", "delete": "deleting", "lock": "taking"}.get(entry.kind, "doing")
        return f"is switched off before {verb} {entry.name or entry.text}"

    def operation(self, what: str, lock: Any) -> None:
        """A lock operation on a line of the program; elsewhere it leaves nothing."""
        line = self._own_line()
        if line is None:
            return
        if what == "wait":
            what = f"waits for a lock held by {lock.owner.name}" if lock.owner else "waits for a lock"
        words = {"acquire": "takes the lock", "release": "releases the lock", "refused": "does not get the lock"}
        self._add(KERNEL.current, line, words.get(what, what))

    def note(self, label: str) -> None:
        """A label that a scenario puts into the trace."""
        self._add(KERNEL.current, self._own_line() or 0, label)

    def _own_line(self) -> int | None:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename == self.filename:
                return frame.f_lineno
            frame = frame.f_back
        return None

    # ---------------------------------------------------------------- result

    def trace(self, execution: Execution) -> Trace:
        """The finished trace of the execution that was recorded."""
        self.settle()
        failure = execution.failure
        rows = condense([(e.task, e.line, self._line(e.line), e.what, e.switch, e.builds) for e in self.events])
        present = {row["task"] for row in rows}
        tasks = [t.name for t in KERNEL.tasks if t.name in present]
        value = "" if failure is not None else _short(execution.value)
        return Trace(
            tasks, rows, failure.to_json() if failure else None, execution.output[-2000:], value, execution.builds
        )

    def _line(self, line: int) -> str:
        return self._lines[line - 1].strip() if 0 < line <= len(self._lines) else ""


def _short(value: Any) -> str:
    if type(value) in (int, float, str, bool, type(None), list, dict, tuple, set):
        return _SHORT.repr(value)
    return f"a {type(value).__name__}"


def _peek(obj: Any, name: str) -> Any:
    """The attribute as it is stored, or unknown; no property and no `__getattr__` runs."""
    try:
        names = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        names = {}
    if type(names) is dict and name in names:
        return names[name]
    if isinstance(obj, type):
        return vars(obj).get(name, _UNKNOWN)
    for kind in type(obj).__mro__:
        found = vars(kind).get(name, _UNKNOWN)
        if type(found).__name__ == "member_descriptor":
            try:
                return found.__get__(obj)
            except AttributeError:
                return _UNKNOWN
        if found is not _UNKNOWN:
            return found if type(found) in (int, float, str, bool, type(None)) else _UNKNOWN
    return _UNKNOWN
