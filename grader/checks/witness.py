"""Replays a schedule that a student wrote by hand on a small program of labelled lines.

A witness is data: a list of task names, each entry saying who makes the next step. Nothing of the
student's runs here, so a witness is judged in the trusted process. The program is a model with one
step a line; what a line does is a function on two dictionaries, the shared memory and the private
registers of the task. Nothing here knows an exercise: each check writes its own program.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Value = int | str | bool | None | tuple[object, ...]
Store = dict[str, Value]

#: A run with more steps than this is called endless. It stops loops, not honest schedules.
MAX_STEPS = 10_000

#: `smallest` and `endings` look at no more states than this: the programs are a dozen lines.
MAX_STATES = 200_000


def always(_memory: Store, _registers: Store) -> bool:
    """The guard of a line at which nobody ever waits."""
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One labelled line: the task makes it in one go, and may be switched out before and after.

    `do` changes the memory and the registers in place; it returns the label of the line to go on
    with, or None for the next one. While `when` is false the task is blocked at this line.
    """

    label: str
    text: str
    do: Callable[[Store, Store], str | None]
    when: Callable[[Store, Store], bool] = always


@dataclass(frozen=True, slots=True)
class Program:
    """Tasks in listed order, each a sequence of steps, and the memory that they share."""

    tasks: Mapping[str, Sequence[Step]]
    memory: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Row:
    """One step that was made: by whom, which line, and what was in the task's registers and in memory afterwards."""

    position: int
    task: str
    label: str
    text: str
    registers: Mapping[str, Value]
    memory: Mapping[str, Value]
    given: bool


@dataclass(frozen=True, slots=True)
class Run:
    """What a schedule led to. `blocked` names the tasks that wait for ever, `endless` a cut run."""

    rows: tuple[Row, ...]
    memory: Store
    registers: Mapping[str, Store]
    blocked: tuple[str, ...]
    endless: bool

    @property
    def switches(self) -> int:
        """How often the next step was another task's than the one before."""
        return sum(a.task != b.task for a, b in zip(self.rows, self.rows[1:], strict=False))


class IllegalStepError(ValueError):
    """An entry of the schedule names a task that cannot make a step there.

    `position` counts from 1, as a student counts; `reason` is a clause without the position.
    """

    def __init__(self, position: int, entry: object, reason: str) -> None:
        super().__init__(f"step {position} is {entry!r}, but {reason}")
        self.position = position
        self.entry = entry
        self.reason = reason


@dataclass(slots=True)
class _State:
    program: Program
    at: dict[str, int]
    memory: Store
    registers: dict[str, Store]
    rows: list[Row] = field(default_factory=list)

    @classmethod
    def start(cls, program: Program) -> _State:
        names = list(program.tasks)
        return cls(program, dict.fromkeys(names, 0), dict(program.memory), {n: {} for n in names})

    def copy(self) -> _State:
        registers = {name: dict(store) for name, store in self.registers.items()}
        return _State(self.program, dict(self.at), dict(self.memory), registers)

    def key(self) -> tuple[object, ...]:
        stores = [self.memory, *self.registers.values()]
        return (tuple(self.at.values()), *(tuple(sorted(store.items())) for store in stores))

    def finished(self, task: str) -> bool:
        return self.at[task] >= len(self.program.tasks[task])

    def runnable(self) -> list[str]:
        return [name for name in self.program.tasks if self.refusal(name) is None]

    def refusal(self, task: object) -> str | None:
        """Why `task` cannot make a step now; None if it can."""
        if not isinstance(task, str) or task not in self.program.tasks:
            return f"the tasks are called {', '.join(self.program.tasks)}"
        if self.finished(task):
            return f"{task} has already finished"
        step = self.program.tasks[task][self.at[task]]
        if not step.when(self.memory, self.registers[task]):
            return f"{task} is blocked at {step.label}: {step.text}"
        return None

    def advance(self, task: str) -> Step:
        steps = self.program.tasks[task]
        step = steps[self.at[task]]
        target = step.do(self.memory, self.registers[task])
        labels = [each.label for each in steps]
        self.at[task] = self.at[task] + 1 if target is None else labels.index(target)
        return step

    def record(self, task: str, *, given: bool) -> None:
        step = self.advance(task)
        position = len(self.rows) + 1
        registers, memory = dict(self.registers[task]), dict(self.memory)
        self.rows.append(Row(position, task, step.label, step.text, registers, memory, given))


def replay(program: Program, schedule: Sequence[object]) -> Run:
    """Make the steps that `schedule` names, then complete the run.

    The tail rule: when the schedule ends early, the first task in listed order that can make a step
    makes it, again and again, until none can. Raises IllegalStepError at the first entry that names an
    unknown, a finished or a blocked task.
    """
    state = _State.start(program)
    for position, entry in enumerate(schedule, 1):
        reason = state.refusal(entry)
        if reason is not None:
            raise IllegalStepError(position, entry, reason)
        state.record(str(entry), given=True)
    while (ready := state.runnable()) and len(state.rows) < MAX_STEPS:
        state.record(ready[0], given=False)
    blocked = () if ready else tuple(n for n in program.tasks if not state.finished(n))
    return Run(tuple(state.rows), state.memory, state.registers, blocked, bool(ready))


def endings(program: Program) -> Iterator[Store]:
    """The memory at each distinct end of the program, over every schedule there is.

    An end is a state in which no task can make a step. Raises OverflowError when the program has
    more than MAX_STATES states: an answer from half of them would be no proof.
    """
    start = _State.start(program)
    seen = {start.key()}
    stack = [start]
    while stack:
        state = stack.pop()
        ready = state.runnable()
        if not ready:
            yield state.memory
        for task in ready:
            after = state.copy()
            after.advance(task)
            if (key := after.key()) not in seen:
                seen.add(key)
                stack.append(after)
        if len(seen) > MAX_STATES:
            raise OverflowError(f"more than {MAX_STATES} states")


def smallest(program: Program, of: Callable[[Store], int]) -> int:
    """The smallest value of `of` at any end of the program: proved by visiting every state."""
    return min(of(memory) for memory in endings(program))


def render(run: Run, tasks: Sequence[str]) -> str:
    """The run as a table: a column a task with the lines it made, then what the step left behind.

    The values are those of the task's own registers and of the memory. Steps of the tail have a dot.
    """
    column = max([len(row.text) for row in run.rows] + [len(name) for name in tasks], default=0) + 2
    lines = [("      " + "".join(name.ljust(column) for name in tasks) + "afterwards").rstrip()]
    for row in run.rows:
        cells = "".join((row.text if row.task == name else "").ljust(column) for name in tasks)
        values = [f"{name} {value!r}" for name, value in (*row.registers.items(), *row.memory.items())]
        lines.append(f"{row.position:4}{' ' if row.given else '.'} {cells}{', '.join(values)}".rstrip())
    return "\n".join(lines)
