"""A lock with a timeout cannot hang: after a second I give up and start again.

Caught by: test_a_clerk_who_must_wait_blocks
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
        first, second = self._locks[src], self._locks[dst]
        while True:
            first.acquire()
            if second.acquire(timeout=1):
                break
            first.release()
        try:
            if self._balances[src] < amount:
                raise InsufficientFunds
            note()
            self._balances[src] -= amount
            self._balances[dst] += amount
        finally:
            second.release()
            first.release()

    def total(self) -> int:
        with ExitStack() as held:  # every safe, in the same order as above
            for name in sorted(self._locks):
                held.enter_context(self._locks[name])
            return sum(self._balances.values())
