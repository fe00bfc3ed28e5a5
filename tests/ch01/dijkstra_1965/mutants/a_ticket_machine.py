"""A counter that hands out numbers, and a register that says whose number is up.

Caught by: test_only_registers
"""

import itertools
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
        self._tickets = itertools.count()

    def enter(self, me: int) -> None:
        if me not in (0, 1):
            raise ValueError(f"there is no task {me}")
        mine = next(self._tickets)
        while self._turn.read() != mine:
            pause()

    def leave(self, me: int) -> None:
        if me not in (0, 1):
            raise ValueError(f"there is no task {me}")
        self._turn.write(self._turn.read() + 1)
