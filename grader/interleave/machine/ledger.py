"""Where the time goes: what each task does in each stretch of time, and the sums of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.interleave.engine.task import Task
from grader.interleave.machine.clock import SECOND
from grader.interleave.machine.model import LOSSES, Slice, TaskReport
from grader.interleave.world.locks import Lock, RLock, WaiterLock

#: Slices that are kept; sums go on when the record is full.
MOST_SLICES = 20_000


class Account:
    """One task's: what it does now and since when, and its sums in nanoseconds."""

    __slots__ = ("begun", "core", "ended", "io", "since", "spent", "state", "task", "timeouts", "turns")

    def __init__(self, task: Task, now: int) -> None:
        self.task = task
        self.begun = self.since = self.ended = now
        self.state, self.core = "", -1
        #: It waits for something outside, not for a moment.
        self.io = False
        self.spent = dict.fromkeys(("crunch", "spin", *LOSSES), 0)
        self.turns = self.timeouts = 0

    def cpu(self, now: int) -> int:
        """CPU time so far."""
        running = now - self.since if self.state in {"crunch", "spin"} else 0
        return self.spent["crunch"] + self.spent["spin"] + running

    def waiting(self) -> str:
        """What the blocked task waits for, as one of `LOSSES`."""
        on = self.task.waits_for
        if on is None:
            return "io" if self.io else "sleep"
        if isinstance(on, Task):
            return "join"
        return "lock" if isinstance(on, Lock | RLock) and not isinstance(on, WaiterLock) else "wait"


class Ledger:
    """The accounts of one execution, the record of slices, and the locks that are held."""

    def __init__(self) -> None:
        self.accounts: dict[Task, Account] = {}
        self.slices: list[tuple[Task, int, int, int | None, str]] = []
        self.cut = False
        self.held = 0
        self._holding: dict[Any, int] = {}

    def of(self, task: Task, now: int) -> Account:
        """The task's account, opened now if it has none."""
        account = self.accounts.get(task)
        if account is None:
            account = self.accounts[task] = Account(task, now)
        return account

    def turn_to(self, task: Task, state: str, core: int, now: int) -> None:
        """The task is in this state from now on; `core` -1: on none."""
        account = self.of(task, now)
        if account.state != state or account.core != core:
            self._close(account, now)
            account.state, account.core, account.since = state, core, now

    def _close(self, account: Account, now: int) -> None:
        if account.state and now > account.since:
            account.spent[account.state] += now - account.since
            if len(self.slices) < MOST_SLICES:
                core = account.core if account.core >= 0 else None
                self.slices.append((account.task, account.since, now, core, account.state))
            else:
                self.cut = True
        if account.state:
            account.ended = now
        account.state = ""

    def lock_taken(self, lock: object, now: int) -> None:
        """Somebody holds the lock from now on."""
        self._holding[lock] = now

    def lock_freed(self, lock: object, now: int) -> None:
        """Nobody holds it any more."""
        self.held += now - self._holding.pop(lock, now)

    def close(self, now: int) -> None:
        """The execution is over."""
        for account in self.accounts.values():
            self._close(account, now)
        for lock in list(self._holding):
            self.lock_freed(lock, now)

    def reports(self) -> list[TaskReport]:
        """One a task, in order of creation, each with a name of its own."""
        names = unique_names(list(self.accounts))
        return [_report(name, self.accounts[task]) for task, name in names.items()]

    def record(self) -> list[Slice]:
        """The slices in order of their start; of those that start together, in order of creation of the tasks."""
        names = unique_names(list(self.accounts))
        ordered = sorted(self.slices, key=lambda each: (each[1], each[0].index))
        return [
            Slice(names[task], start / SECOND, end / SECOND, core, what) for task, start, end, core, what in ordered
        ]


def _report(name: str, account: Account) -> TaskReport:
    return TaskReport(
        name=name,
        start=account.begun / SECOND,
        end=account.ended / SECOND,
        cpu=(account.spent["crunch"] + account.spent["spin"]) / SECOND,
        spin=account.spent["spin"] / SECOND,
        lost={loss: account.spent[loss] / SECOND for loss in LOSSES},
        turns=account.turns,
        timeouts=account.timeouts,
    )


def unique_names(tasks: Sequence[Task]) -> dict[Task, str]:
    """The tasks' names, in order of creation; the second of the same name is "name (2)"."""
    seen: dict[str, int] = {}
    names = {}
    for task in sorted(tasks, key=lambda t: t.index):
        count = seen[task.name] = seen.get(task.name, 0) + 1
        names[task] = task.name if count == 1 else f"{task.name} ({count})"
    return names
