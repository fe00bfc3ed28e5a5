"""Mutual exclusion without a lock.

Two tasks, 0 and 1, want to use one thing, and only one of them may have it at a time. There are no locks
here. There are registers: a register holds a number, and does two things, each of which is a single step.

    r = register(7)    a new register that holds 7. `register` is handed to you
    r.read()           the number in it
    r.write(5)         put 5 into it

TwoTaskMutex(register)    builds what it needs out of registers.
enter(me)                 task `me`, 0 or 1, wants in. Returns when it is in and the other one is not.
leave(me)                 task `me` goes out again.

ValueError if `me` is neither 0 nor 1. Between them, the tasks make any steps in any order, and:

    safety      the two are never both in.
    progress    if both want in, one of them gets in, and the other one when the first has left.
    alone       who wants in while the other one does not, gets in, and again, and again.

enter and leave change nothing but registers: no threading, no queue, nothing of that kind, no attribute that
both tasks write to. Whoever waits looks again and again, and calls pause() each time before it looks again.
"""

from collections.abc import Callable
from typing import Protocol

from grader.kit import pause


class Register(Protocol):
    """A number that both tasks see."""

    def read(self) -> int: ...
    def write(self, number: int) -> None: ...


class TwoTaskMutex:
    """Keeps two tasks apart."""

    def __init__(self, register: Callable[[int], Register]) -> None:
        self._busy = register(0)

    def enter(self, me: int) -> None:
        if me not in (0, 1):
            raise ValueError(f"there is no task {me}")
        # TODO: both can see a 0 before either writes its 1.
        while self._busy.read():
            pause()
        self._busy.write(1)

    def leave(self, me: int) -> None:
        if me not in (0, 1):
            raise ValueError(f"there is no task {me}")
        self._busy.write(0)
