"""Lamport's bakery: draw a number that is higher than the other one's, and the lower one goes first."""

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
        self._choosing = [register(0), register(0)]
        self._number = [register(0) for _ in range(2)]

    def enter(self, me: int) -> None:
        if me not in (0, 1):
            raise ValueError(f"there is no task {me}")
        other = 1 - me
        self._choosing[me].write(1)
        mine = self._number[other].read() + 1
        self._number[me].write(mine)
        self._choosing[me].write(0)
        while self._choosing[other].read():
            pause()
        while True:
            theirs = self._number[other].read()
            if theirs == 0 or (mine, me) < (theirs, other):
                return
            pause()

    def leave(self, me: int) -> None:
        if me not in (0, 1):
            raise ValueError(f"there is no task {me}")
        self._number[me].write(0)
