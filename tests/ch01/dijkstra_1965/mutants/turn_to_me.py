"""I want, and it is my turn.

Caught by: test_never_both
"""

from collections.abc import Callable
from typing import Protocol

from grader.kit import pause


class Register(Protocol):
    """A number that both tasks see."""

    def read(self) -> int: ...
    def write(self, number: int) -> None: ...


class TwoTaskMutex:
    """Keeps two tasks apart. G. L. Peterson: "Myths about the mutual exclusion problem", 1981."""

    def __init__(self, register: Callable[[int], Register]) -> None:
        self._wants = (register(0), register(0))
        self._turn = register(0)

    def enter(self, me: int) -> None:
        if me not in (0, 1):
            raise ValueError(f"there is no task {me}")
        other = 1 - me
        self._wants[me].write(1)  # say it before you look
        self._turn.write(me)
        while self._wants[other].read() and self._turn.read() == other:
            pause()

    def leave(self, me: int) -> None:
        if me not in (0, 1):
            raise ValueError(f"there is no task {me}")
        self._wants[me].write(0)
