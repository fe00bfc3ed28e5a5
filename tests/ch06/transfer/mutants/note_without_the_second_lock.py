"""The note is about the safe that pays, so one lock is enough for it.

Caught by: test_both_safes_are_locked_during_the_note
"""

import threading
from collections.abc import Callable
from contextlib import ExitStack


class InsufficientFunds(Exception):
    """There is less in the safe than should be taken out."""


def no_note() -> None:
    """Write nothing."""


class Bank:
    """Safes with money, each with a lock of its own."""

    def __init__(self, balances: dict[str, int]) -> None:
        self._balances = dict(balances)
        self._locks = {name: threading.Lock() for name in balances}

    def transfer(self, src: str, dst: str, amount: int, note: Callable[[], None] = no_note) -> None:
        if amount <= 0 or src == dst:
            raise ValueError("move more than 0 between two different safes")
        self._locks[dst]
        with self._locks[src]:
            note()
        first, second = sorted((src, dst))
        with self._locks[first], self._locks[second]:
            if self._balances[src] < amount:
                raise InsufficientFunds
            self._balances[src] -= amount
            self._balances[dst] += amount

    def total(self) -> int:
        with ExitStack() as held:  # every safe, in the same order as above
            for name in sorted(self._locks):
                held.enter_context(self._locks[name])
            return sum(self._balances.values())
