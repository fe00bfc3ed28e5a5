"""What a simulation observed, as plain data: safe to send, to store and to draw in another process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

#: What a task can lose time to. "sleep" and "join" are what it asked for; the others are what it met.
LOSSES = ("core", "gil", "lock", "wait", "io", "sleep", "join")


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of a task's life, half-open, in seconds.

    `what` is "crunch" or "spin" on a core (`core` counts from 0), or one of `LOSSES` with `core` None.
    """

    task: str
    start: float
    end: float
    core: int | None
    what: str


@dataclass(frozen=True, slots=True)
class TaskReport:
    """One task: when it lived, and where its time went (seconds).

    `cpu` includes `spin`, the part burnt by waiting in a loop. `turns` is how often it was set going after a
    wait, `timeouts` how often that was because its own timer had run out: a waiter that polls has many.
    """

    name: str
    start: float
    end: float
    cpu: float
    spin: float
    lost: dict[str, float]
    turns: int
    timeouts: int


@dataclass(slots=True)
class Timeline:
    """The whole run: the machine, its tasks in order of creation, and what each did when.

    `makespan` is when the entry returned (or failed), `end` when the last task that is no daemon had ended.
    `held` is how long locks were held, summed over all locks. `cut`: the record of slices was full; the sums are
    not affected.
    """

    cores: int
    gil: bool
    makespan: float
    end: float
    steps: int
    tasks: list[TaskReport] = field(default_factory=list)
    slices: list[Slice] = field(default_factory=list)
    held: float = 0.0
    cut: bool = False

    @property
    def busy(self) -> float:
        """Seconds of CPU that all tasks had."""
        return sum(task.cpu for task in self.tasks)

    @property
    def utilisation(self) -> float:
        """Busy core seconds over core seconds, from the start to `end`; 0 if no time passed."""
        return self.busy / (self.cores * self.end) if self.end else 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "cores": self.cores,
            "gil": self.gil,
            "makespan": self.makespan,
            "end": self.end,
            "steps": self.steps,
            "held": self.held,
            "cut": self.cut,
            "tasks": [
                {
                    "name": t.name,
                    "start": t.start,
                    "end": t.end,
                    "cpu": t.cpu,
                    "spin": t.spin,
                    "lost": t.lost,
                    "turns": t.turns,
                    "timeouts": t.timeouts,
                }
                for t in self.tasks
            ],
            "slices": [[s.task, s.start, s.end, s.core, s.what] for s in self.slices],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Timeline:
        """The opposite of `to_json`. Raises `ValueError`, `TypeError` or `LookupError` for anything else."""
        return cls(
            cores=int(data["cores"]),
            gil=bool(data["gil"]),
            makespan=float(data["makespan"]),
            end=float(data["end"]),
            steps=int(data["steps"]),
            tasks=[_task(each) for each in data["tasks"]],
            slices=[_slice(each) for each in data["slices"]],
            held=float(data["held"]),
            cut=bool(data["cut"]),
        )


def _task(data: dict[str, Any]) -> TaskReport:
    times = {name: float(data[name]) for name in ("start", "end", "cpu", "spin")}
    lost = {str(name): float(seconds) for name, seconds in data["lost"].items()}
    return TaskReport(
        name=str(data["name"]), lost=lost, turns=int(data["turns"]), timeouts=int(data["timeouts"]), **times
    )


def _slice(data: Sequence[Any]) -> Slice:
    task, start, end, core, what = data
    return Slice(str(task), float(start), float(end), None if core is None else int(core), str(what))
