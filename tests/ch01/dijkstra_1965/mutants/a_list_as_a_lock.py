"""pop takes the token out of a list, and two cannot pop the same one.

Caught by: test_only_registers
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
        self._tokens = ['token']

    def enter(self, me: int) -> None:
        if me not in (0, 1):
            raise ValueError(f"there is no task {me}")
        while True:
            try:
                self._tokens.pop()
                return
            except IndexError:
                pause()

    def leave(self, me: int) -> None:
        if me not in (0, 1):
            raise ValueError(f"there is no task {me}")
        self._tokens.append('token')
