"""What can end an execution badly: a closed set of kinds, and the errors of the engine itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

FailureKind = Literal[
    "assertion",
    "exception",
    "deadlock",
    "lost-wakeup",
    "livelock",
    "starvation",
    "leak",
    "nondeterminism",
    "step-limit",
]
FAILURE_KINDS: tuple[str, ...] = get_args(FailureKind)


@dataclass(slots=True)
class Wait:
    """One blocked task at the end of an execution: who waits for what, held by whom, on which line."""

    task: str
    waits_for: str
    held_by: str | None
    line: int | None
    source: str | None = None


@dataclass(slots=True)
class Failure:
    """How an execution failed. `file` and `line` point into the program, never into the library.

    `waits` is the wait-for relation of a deadlock, one entry a blocked task.
    """

    kind: FailureKind
    message: str
    task: str | None = None
    file: str | None = None
    line: int | None = None
    waits: tuple[Wait, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """Plain JSON with the fields' own names."""
        return {
            "kind": self.kind,
            "message": self.message,
            "task": self.task,
            "file": self.file,
            "line": self.line,
            "waits": [asdict(wait) for wait in self.waits],
        }


def leak(names: list[str]) -> Failure:
    """The failure of a program whose tasks `names` outlive it."""
    runs = "runs" if len(names) == 1 else "run"
    return Failure("leak", f"{', '.join(names)} still {runs} when the program has returned", names[0])


class InterleaveError(Exception):
    """Base of the engine's own errors; never a statement about the program's behaviour."""


class ProgramError(InterleaveError):
    """The program cannot be run at all.

    `kind` is "syntax", "import" or "missing-entry"; `line` points into the program's file if known.
    """

    def __init__(self, kind: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.line = line


class Unmodelled(InterleaveError):
    """The program used something that the world does not simulate: nothing can be said about it."""


class Divergence(InterleaveError):
    """A replay met another program, or a program that is not deterministic.

    `position` is the decision (1-based) at which they part.
    """

    def __init__(self, position: int, expected: str, actual: str) -> None:
        super().__init__(
            f"the replay diverges at decision {position}: the token says {expected}, the program offers "
            f"{actual}. Likely cause: the file has changed since the token was made"
        )
        self.position = position
        self.expected = expected
        self.actual = actual


class Busy(InterleaveError):
    """An exploration was started inside another one in the same process."""
