"""Lost wakeup: a task waits for ever, although what it waits for was signalled.

Asked only of a deadlock without a cycle of locks, by running its schedule once more with a log of waits, notifies
and writes (`WakeupLog`). The idea is that of the reference detector of monitor errors in Farchi, Nir and Ur,
"Concurrent bug patterns and how to test them" (IPDPS 2003, the lost-notify pattern); the exact rules are ours. A task
W that waits on a condition or an event of its own (in a line of the program: queues, semaphores and barriers
remember what was signalled, so they never lose it) has lost its wakeup if

* its wait stands in a `while` or `if` (or is a `wait_for`) whose test can be asked now, at the end, *the test would let
  it go*, and the condition was notified: after the last write to what the test looks at, without waking W ("went to
  nobody", "came before it waited", "woke another instead"); or only before that write ("came before the change");
* its wait has no test, and a notify since it was last woken came before its wait and found nobody (or was a
  `notify_all`), while W has read since then nothing that another task had written ("came before it waited"); or came
  during its wait and woke others, all of whom have ended or wait again ("woke another instead");
* it waits for an event that was set since W last got past it, and cleared again before W's wait: by the task that
  set it, by W, or by one that had not waited for it either.

Everything else stays a deadlock: a test that does not let W go (what it waits for is not there), a condition that
nobody notified, a task that still holds the notify back because it is blocked on a lock itself. In doubt: deadlock.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any

from grader.interleave.detectors.blame import Blame, find_cycle, frame_of, holder_of
from grader.interleave.detectors.predicate import Predicate, Tests, of_call
from grader.interleave.detectors.watching import Silent, name_of, own_line, telling_hooks
from grader.interleave.engine.failure import Failure
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import TARGETS
from grader.interleave.engine.task import Task
from grader.interleave.instrument.sites import Site
from grader.interleave.world.locks import Lock, RLock, WaiterLock

_LIBRARY = frozenset({"threading", "queue"})
_WRITES = frozenset({"write", "delete", "call"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing that a task did. `target` is the number of a condition, event or lock, or a variable's name."""

    at: int
    what: str
    task: Task
    line: int | None
    target: int | str
    call: str = ""
    woken: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """Why a task's wakeup is lost: a sentence, and what it waits for in a few words."""

    sentence: str
    wait: str


class WakeupLog(Silent):
    """Observer of one execution; `judge` says at its deadlock whether a wakeup was lost."""

    def __init__(self, source: str, filename: str, table: tuple[Site, ...], blame: Blame) -> None:
        self._filename = filename
        self._table = table
        self._blame = blame
        self._tests = Tests(source, filename)
        self._log: list[_Entry] = []
        TARGETS.clear()

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """The hooks that go with it."""
        return telling_hooks(self._table, self._accessed)

    # ---------------------------------------------------------------- the log

    def _add(self, what: str, target: int | str, line: int | None, call: str = "", woken: Sequence[Task] = ()) -> None:
        if not KERNEL.dying:
            self._log.append(_Entry(len(self._log), what, KERNEL.current, line, target, call, tuple(woken)))

    def _accessed(self, site: Site, obj: Any, frame: FrameType) -> None:
        self._add("write" if site.kind in _WRITES else "read", name_of(site), site.line)

    def operation(self, what: str, target: Any) -> None:
        """A lock operation: what it is to the program depends on the library's function that made it."""
        frame: FrameType = sys._getframe(1)
        line = own_line(self._filename, frame)
        calls = _library_calls(frame)
        first = calls[0] if calls else ("", None)
        if what in {"notify", "notify nobody"}:
            self._notified(target, line, [name for name, _ in calls], calls)
        elif what == "wait for notify" and first[0] == "Condition.wait":
            event = _event_of(calls)
            condition = first[1] if event is None else event
            self._add("wait", TARGETS.number(condition), line, calls[1][0] if len(calls) > 1 else "")
        elif what == "release":
            self._add("release", TARGETS.number(target), line)
        elif what == "acquire" and first[0].startswith("Condition.") and len(calls) > 1:
            self._entered(calls[1], line)
        elif what == "acquire" and first[0].startswith("Event."):
            self._entered(first, line)

    def _entered(self, call: tuple[str, Any], line: int | None) -> None:
        """An event takes its own lock: it is cleared, or somebody comes to wait for it."""
        name, event = call
        if name == "Event.clear":
            self._add("clear", TARGETS.number(event), line)
        elif name == "Event.wait" and event._flag:
            self._add("passed", TARGETS.number(event), line)

    def _notified(self, condition: Any, line: int | None, names: list[str], calls: list[tuple[str, Any]]) -> None:
        if not condition._is_owned():
            return
        present = [task for lock in condition._waiters for task in lock.waiters]
        everybody = "Condition.notify_all" in names
        event = next((obj for name, obj in calls if name == "Event.set"), None)
        if event is not None:
            self._add("set", TARGETS.number(event), line, "set", present)
            return
        frame = _notify_frame()
        count = len(present) if everybody or frame is None else frame.f_locals.get("n", 1)
        call = "notify_all" if everybody else "notify"
        self._add("notify", TARGETS.number(condition), line, call, present[:count])

    # ---------------------------------------------------------------- the verdict

    def judge(self, blocked: list[Task]) -> Failure:
        """For `Kernel.describe_waits`: the deadlock, or the lost wakeup that it is."""
        plain = self._blame.waits(blocked)
        if find_cycle(blocked):
            return plain
        # Should a test of the program end the execution, then as the deadlock that it is.
        KERNEL.failure = plain
        try:
            for task in _those_that_count(blocked):
                found = self._lost_by(task)
                if found is not None:
                    line = self._blame.line_of(task)
                    waits = tuple(
                        replace(w, waits_for=found.wait) if w.task == task.name and w.line == line else w
                        for w in plain.waits
                    )
                    return Failure("lost-wakeup", found.sentence, task.name, self._filename, line, waits)
        finally:
            KERNEL.failure = None
        return plain

    def _lost_by(self, task: Task) -> _Found | None:
        if not isinstance(task.waits_for, WaiterLock):
            return None
        mine = [e for e in self._log if e.what == "wait" and e.task is task]
        frame = frame_of(task)
        if not mine or frame is None:
            return None
        wait = mine[-1]
        if wait.call == "Event.wait":
            return self._of_event(task, wait)
        if wait.call not in {"", "Condition.wait_for", "Thread.run"}:
            return None
        predicate, waiting = self._predicate(frame, wait.call)
        lets_go = predicate.lets_go(task, waiting) if predicate is not None and waiting is not None else None
        notifies = [e for e in self._log if e.what == "notify" and e.target == wait.target]
        if lets_go is None or predicate is None:
            return self._of_bare_wait(task, wait, notifies)
        return self._of_test(task, wait, notifies, predicate) if lets_go else None

    def _predicate(self, frame: FrameType, call: str) -> tuple[Predicate | None, FrameType | None]:
        """What the task waits for, and the frame to ask it in."""
        at: FrameType | None = frame
        while at is not None and at.f_code.co_filename != self._filename:
            if call == "Condition.wait_for" and at.f_code.co_qualname == call:
                return of_call(at.f_locals.get("predicate")), at
            at = at.f_back
        return (self._tests.around(at.f_lineno) if at is not None else None), at

    def _of_test(self, task: Task, wait: _Entry, notifies: list[_Entry], predicate: Predicate) -> _Found | None:
        changes = [e for e in self._log if e.what == "write" and e.target in predicate.names]
        change = changes[-1] if changes else None
        although = f"although {'its predicate' if predicate.called else f'`{predicate.text}`'} is "
        although += f"{str(not predicate.waits_while).lower()} by now"
        for signal in notifies:
            if task not in signal.woken and (change is None or self._announces(signal, change)):
                return self._told(wait, signal, although)
        if not notifies or change is None or self._holds_back(change.task, task):
            return None
        signal = notifies[-1]
        return _found(wait, signal, f", {although}", f"came before the change in {_line(change)}")

    def _announces(self, signal: _Entry, change: _Entry) -> bool:
        """Whether a notify tells of a change: it came after it, or before it while its task kept the lock."""
        if signal.at > change.at:
            return True
        if signal.task is not change.task:
            return False
        between = self._log[signal.at : change.at]
        return not any(e.what == "release" and e.task is signal.task for e in between)

    def _of_bare_wait(self, task: Task, wait: _Entry, notifies: list[_Entry]) -> _Found | None:
        last = max((e.at for e in notifies if task in e.woken), default=-1)
        for signal in notifies:
            if signal.at < last or task in signal.woken or self._holds_back(signal.task, task):
                continue
            if signal.at < wait.at:
                meant_for_all = not signal.woken or signal.call == "notify_all"
                if meant_for_all and not self._has_looked(task, signal.at, wait.at):
                    return self._told(wait, signal, "")
            elif signal.woken and all(t.done or isinstance(t.waits_for, WaiterLock) for t in signal.woken):
                return self._told(wait, signal, "")
        return None

    def _has_looked(self, task: Task, after: int, before: int) -> bool:
        """Whether a task read something in between that another one had written before."""
        told = {e.target for e in self._log[:after] if e.what == "write" and e.task is not task}
        seen = (e for e in self._log[after:before] if e.task is task and e.what in {"read", "write"})
        return any(e.target in told or e.target == "" for e in seen)

    def _of_event(self, task: Task, wait: _Entry) -> _Found | None:
        about = [e for e in self._log if e.target == wait.target and e.at < wait.at]
        got_past = {e.at for e in about if (e.what == "passed" and e.task is task) or task in e.woken}
        since = max(got_past, default=-1)
        for signal in (e for e in about if e.what == "set" and e.at > since and task not in e.woken):
            clear = next((e for e in about if e.what == "clear" and e.at > signal.at), None)
            if clear is None or self._holds_back(signal.task, task):
                continue
            used = any(e.what == "passed" and e.task is clear.task for e in about if signal.at < e.at < clear.at)
            if clear.task is signal.task or not (used or clear.task in signal.woken):
                undone = f"the clear() of {clear.task.name} in {_line(clear)} took it back"
                return _found(wait, signal, "", f"came before it waited, and {undone}")
        return None

    def _told(self, wait: _Entry, signal: _Entry, although: str) -> _Found:
        others = ", ".join(t.name for t in signal.woken)
        if signal.at < wait.at:
            where = f"came before it waited, and {f'woke only {others}' if others else 'went to nobody'}"
        elif not others:
            where = "went to nobody"
        else:
            again = [t.name for t in signal.woken if not t.done and isinstance(t.waits_for, WaiterLock)]
            where = f"woke {others} instead" + (f", and {' and '.join(again)} had to wait again" if again else "")
        return _found(wait, signal, f", {although}" if although else "", where)

    def _holds_back(self, signaller: Task, task: Task) -> bool:
        """Whether the signaller may be about to signal again, once it gets a lock that it never gets."""
        at: Task | None = signaller
        seen: list[Task] = []
        while at is not None and at is not task and not at.done and at not in seen:
            if isinstance(at.waits_for, Lock | RLock) and not isinstance(at.waits_for, WaiterLock):
                holder = holder_of(at.waits_for)
                if holder is None or holder.done or holder is at:
                    return True
            seen.append(at)
            at = holder_of(at.waits_for)
        return False


def _those_that_count(blocked: list[Task]) -> list[Task]:
    """The blocked tasks, and daemons that one of them waits for."""
    counted = list(blocked)
    for task in blocked:
        holder = holder_of(task.waits_for)
        while holder is not None and not holder.done and holder not in counted:
            counted.append(holder)
            holder = holder_of(holder.waits_for)
    return counted


def _library_calls(frame: FrameType | None) -> list[tuple[str, Any]]:
    """The methods of the library that led here, innermost first, each with its object; less the kit's own."""
    calls: list[tuple[str, Any]] = []
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module in _LIBRARY:
            calls.append((frame.f_code.co_qualname, frame.f_locals.get("self")))
        elif not module.startswith("grader.interleave."):
            break
        frame = frame.f_back
    return calls


def _event_of(calls: list[tuple[str, Any]]) -> Any:
    return calls[1][1] if len(calls) > 1 and calls[1][0] == "Event.wait" else None


def _notify_frame() -> FrameType | None:
    """The frame of `Condition.notify`, or of what stands in its place."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and not (
        "n" in frame.f_locals and "self" in frame.f_locals and "notify" in frame.f_code.co_name
    ):
        frame = frame.f_back
    return frame


def _line(entry: _Entry) -> str:
    return f"line {entry.line}" if entry.line else "no line of the program"


def _said(signal: _Entry) -> str:
    return f"{signal.call}() of {signal.task.name} in {_line(signal)}"


def _found(wait: _Entry, signal: _Entry, although: str, where: str) -> _Found:
    place = f" in {_line(wait)}" if wait.line else ""
    sentence = f"{wait.task.name} waits for ever{place}{although}: the {_said(signal)} {where}"
    kind = "an event" if signal.what == "set" else "a notify"
    return _Found(sentence, f"{kind}: the one in {_line(signal)} {where}")
