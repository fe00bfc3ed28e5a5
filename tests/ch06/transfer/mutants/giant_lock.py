"""One lock for the whole bank cannot deadlock.

Caught by: test_other_safes_are_not_held_up
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
        self._lock = threading.Lock()

    def transfer(self, src: str, dst: str, amount: int, note: Callable[[], None] = no_note) -> None:
        if amount <= 0 or src == dst:
            raise ValueError("move more than 0 between two different safes")
        with self._lock:
            self._balances[dst]
            if self._balances[src] < amount:
                raise InsufficientFunds
            note()
            self._balances[src] -= amount
            self._balances[dst] += amount

    def total(self) -> int:
        with self._lock:
            return sum(self._balances.values())
