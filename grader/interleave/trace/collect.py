"""The trace of one execution, collected by replaying it with recording on.

A `Recorder` stands in for the plain hooks: the same decisions at the same points, and in addition an event
for each visible operation on a line of the program itself, with the value read or written. The library's
own steps leave no event, except locks and waits, which are put on the program's line that led there.
"""

from __future__ import annotations

import ast
import sys
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from grader.interleave.engine.exploration import Execution
from grader.interleave.engine.failure import Failure
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Task, Timer
from grader.interleave.instrument import sites
from grader.interleave.instrument.hooks import CONTAINERS, make_hooks
from grader.interleave.instrument.sites import Site
from grader.interleave.trace.condense import condense
from grader.interleave.trace.coroutines import WHAT, told
from grader.interleave.trace.model import Trace
from grader.interleave.trace.values import UNKNOWN, attribute, item, short
from grader.interleave.world.asyncio_loop import LoopOnKernel
from grader.interleave.world.asyncio_state import acting_name

#: Events kept; of more, the middle goes.
_MAX_EVENTS, _FIRST_EVENTS = 5_000, 1_000


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
        #: The object that a task read last, if a write of the same line follows. Nothing here may keep an object
        #: of the program alive: when it dies can be seen (weak references wake executors up).
        self._last_object: dict[int, Callable[[], Any]] = {}
        self._written = {(site.line, site.name) for site in self.table if site.kind == "write"}
        self._dropped = 0

    # ---------------------------------------------------------------- hooks

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """Replacements for `instrument.hooks.make_hooks`, decision for decision the same."""
        plain = make_hooks(self.table)
        plain_at, plain_pt, plain_inside, plain_loop = (plain[h] for h in (sites.AT, sites.PT, sites.IN, sites.LOOP))

        def at(obj: Any, site: int) -> Any:
            plain_at(obj, site)
            self._access(site, obj)
            return obj

        def arg(value: Any, site: int) -> Any:
            plain_at(value, site)
            self._access(site, UNKNOWN)
            return value

        def pt(site: int) -> bool:
            plain_pt(site)
            self._access(site, UNKNOWN)
            return False

        def inside(obj: Any, site: int) -> Any:
            plain_inside(obj, site)
            if isinstance(obj, CONTAINERS):
                self._access(site, obj)
            return obj

        def loop(site: int) -> bool:
            if self.table[site - 1].spins:
                self._add(KERNEL.current, self.table[site - 1].line, "goes round")
            return bool(plain_loop(site))

        return {**plain, sites.AT: at, sites.ARG: arg, sites.PT: pt, sites.IN: inside, sites.LOOP: loop}

    def _access(self, code: int, obj: Any) -> None:
        site = self.table[abs(code) - 1]
        task = KERNEL.current
        read = self._reader(site, obj, task, sys._getframe(2))
        if site.kind == "write":
            event = self._add(task, site.line, f"writes {site.name or site.text}")
            if read is not None:
                self._pending = _Pending(event, site.name or site.text, read)
            return
        if (site.line, site.name) in self._written:
            self._last_object[task.index] = _hold(obj)
        if site.kind == "read":
            value = read() if read is not None else UNKNOWN
            shown = "" if value is UNKNOWN else f": {short(value)}"
            self._add(task, site.line, f"reads {site.name or site.text}{shown}")
        elif site.kind == "look":
            self._add(task, site.line, f"looks at {site.text}: {short(obj)}")
        elif site.kind == "delete":
            self._add(task, site.line, f"deletes {site.name or site.text}")
        else:
            self._add(task, site.line, f"{'goes through' if site.kind == 'iterate' else 'does'} {site.text}")

    def _reader(self, site: Site, obj: Any, task: Task, frame: FrameType) -> Callable[[], Any] | None:
        """How to look at the value without running any code of the program."""
        if obj is UNKNOWN and site.kind == "write":
            obj = self._last_object.pop(task.index, lambda: UNKNOWN)()
        if obj is not UNKNOWN:
            held = _hold(obj)
            return (lambda: attribute(held(), site.name)) if site.name else _item_reader(site, held, frame)
        if not site.name:
            return None
        if site.name in frame.f_code.co_freevars or site.name in frame.f_code.co_cellvars:
            return lambda: frame.f_locals.get(site.name, UNKNOWN)
        names = frame.f_globals
        return lambda: names.get(site.name, UNKNOWN)

    def _add(self, task: Task, line: int, what: str) -> Event:
        self.settle()
        event = Event(acting_name(task), line, what)
        # What dying tasks do in their `finally` blocks is no part of the story.
        if not KERNEL.dying:
            self.events.append(event)
        if len(self.events) > _MAX_EVENTS:
            self._dropped += 1
            del self.events[_FIRST_EVENTS]
        return event

    def settle(self) -> None:
        """Look up the value of a store that has happened by now."""
        pending, self._pending = self._pending, None
        if pending is not None:
            value = pending.read()
            if value is not UNKNOWN:
                pending.event.what += f": {short(value)}"

    # ---------------------------------------------------------------- callbacks of the kernel and the locks

    def decided(self, current: Task, following: Task, free: bool, site: int) -> None:
        """A decision fell. Only preemptions are worth a row."""
        self.settle()
        if free or following is current or isinstance(following, Timer):
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
        if what in WHAT:
            self._coroutine(what, lock)
            return
        line, function = self._called()
        if line is None or what in {"start", "joined"}:
            return
        owner = getattr(lock, "owner", None)
        if function in _OWN_LOCK:
            words = _LOCK_WORDS.get(what, what)
        else:
            words = _in_library(function, what)
        if what == "wait" and owner is not None:
            words += f" held by {owner.name}" if function in _OWN_LOCK else f", where {owner.name} is"
        if words:
            self._add(KERNEL.current, line, words)

    def looked(self, target: Any) -> None:
        """Looks and yields leave nothing."""

    def created(self, target: Any) -> None:
        """Making a lock leaves nothing."""

    def woke(self, task: Task) -> None:
        """The notify itself is told."""

    def _coroutine(self, what: str, target: Any) -> None:
        if what == "cancel":
            line = self._own_line()
            if line is not None:  # else a timer, or the library, does it
                self._add(KERNEL.current, line, f"cancels {target.get_name()}")
        else:
            row = told(what, target, self.filename)
            if row is not None:
                name, line, words = row
                last = [e.line for e in self.events if e.task == name][-1:]
                self._add(KERNEL.current, line or (last[0] if last else 0), words).task = name

    def stopped(self, tasks: Sequence[Task]) -> None:
        """What the others were about to do is told by the failure."""

    def note(self, label: str) -> None:
        """A label that a scenario puts into the trace."""
        self._add(KERNEL.current, self._own_line() or 0, label)

    def _called(self) -> tuple[int | None, str]:
        """The program's line that led here, and the name of the library's function that it called, if any."""
        frame: FrameType | None = sys._getframe(2)
        function = ""
        while frame is not None and frame.f_code.co_filename != self.filename:
            if frame.f_code is OF_THE_LOOP:
                return None, ""
            if not str(frame.f_globals.get("__name__", "")).startswith("grader.interleave."):
                function = frame.f_code.co_qualname
            frame = frame.f_back
        return (frame.f_lineno if frame is not None else None), function

    def _own_line(self) -> int | None:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename == self.filename:
                return frame.f_lineno
            if frame.f_code is OF_THE_LOOP:
                return None
            frame = frame.f_back
        return None

    # ---------------------------------------------------------------- result

    def trace(self, execution: Execution) -> Trace:
        """The finished trace of the execution that was recorded."""
        self.settle()
        failure = execution.failure
        if failure is not None:
            self._end(failure)
        events = [(e.task, e.line, self._line(e.line), e.what, e.switch, e.builds) for e in self.events]
        endless = failure is not None and failure.kind in {"livelock", "starvation", "step-limit"}
        if endless:
            # Where all go on for ever, no single switch decides anything.
            events = [event for event in events if not event[4]]
        rows = condense(events, endless, self._dropped)
        present = {row["task"] for row in rows}
        tasks = [t.name for t in KERNEL.tasks if t.name in present]
        tasks += sorted({e.task for e in self.events if e.task in present} - set(tasks), key=_by_number)
        value = "" if failure is not None else short(execution.value)
        return Trace(
            tasks, rows, failure.to_json() if failure else None, execution.output[-2000:], value, execution.builds
        )

    def _end(self, failure: Failure) -> None:
        """How it ended: where it was raised, or what those wait for who are not shown waiting yet."""
        if failure.kind in {"assertion", "exception"} and failure.task:
            name = failure.message.partition(":")[0] if failure.kind == "exception" else "AssertionError"
            last = next((e for e in reversed(self.events) if e.task == failure.task), None)
            if last is None or last.what != f"ends: {name}":
                self.events.append(Event(failure.task, failure.line or 0, f"raises {name}"))
        for wait in failure.waits:
            last = next((e for e in reversed(self.events) if e.task == wait.task), None)
            if last is None or not last.what.startswith("waits"):
                self.events.append(Event(wait.task, wait.line or 0, f"waits for {wait.waits_for}"))

    def _line(self, line: int) -> str:
        return self._lines[line - 1].strip() if 0 < line <= len(self._lines) else ""


#: What is called from here is a step of some asyncio task, or the loop's own.
OF_THE_LOOP = LoopOnKernel._run_once.__code__


def _by_number(name: str) -> tuple[str, int]:
    """Task-10 comes after Task-9."""
    head, _, number = name.rpartition("-")
    return (head, int(number)) if number.isdecimal() else (name, 0)


#: Calls of the library that are lock operations in the eyes of the program: "" is none at all.
_OWN_LOCK = frozenset(
    {"", "Condition.__enter__", "Condition.__exit__", "Condition.wait", "Condition.wait_for", "Condition.notify_all"}
    | {f"_RLock.{name}" for name in ("acquire", "release", "__exit__")}
)
_LOCK_WORDS = {
    "acquire": "takes the lock",
    "release": "releases the lock",
    "refused": "does not get the lock",
    "wait": "waits for a lock",
    "wait for notify": "waits for a notify",
    "put": "puts an item",
    "get": "gets an item",
    "notify": "notifies",
    "notify nobody": "notifies, but nobody waits",
    "sleep": "sleeps",
}


def _in_library(function: str, what: str) -> str:
    """An operation inside a function of the library, in words; "" if it is bookkeeping."""
    function = function.rpartition(".")[2]
    if what.startswith("wait"):
        return "waits at the end of the block" if function == "__exit__" else f"waits in {function}()"
    if what in {"release", "refused"}:
        return ""
    return "leaves the block" if function == "__exit__" else f"does {function}()"


def _hold(obj: Any) -> Callable[[], Any]:
    """A weak reference where the type allows it."""
    try:
        return weakref.ref(obj)
    except TypeError:
        return lambda: obj


def _item_reader(site: Site, held: Callable[[], Any], frame: FrameType) -> Callable[[], Any] | None:
    """How to look at an item whose index is a constant or a name."""
    try:
        expression = ast.parse(site.text, mode="eval").body
    except SyntaxError:
        return None
    index = expression.slice if isinstance(expression, ast.Subscript) else None
    if isinstance(index, ast.Constant):
        key = index.value
    elif isinstance(index, ast.Name):
        key = frame.f_locals.get(index.id, frame.f_globals.get(index.id, UNKNOWN))
    else:
        return None
    return lambda: item(held(), key)
