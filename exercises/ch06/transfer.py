"""Two clerks, two safes.

A bank has several safes, one for each account. To move money a clerk locks both safes, writes the note
and moves the money. Any thread may call any method at any moment.

    transfer(src, dst, amount, note)   moves amount from src to dst. Calls note() once, while both safes
                                       are locked: no other transfer touches src or dst meanwhile.
                                       Transfers between other safes are not held up by it.
    total()                            the sum of all safes at one moment: moving money never changes it.

KeyError for an unknown name, ValueError if amount <= 0 or src == dst, InsufficientFunds if src holds too
little. Whatever is raised, also by note, leaves all balances as they were and no safe locked.

A transfer that cannot have a safe waits until it is free: it blocks, it does not ask again and again.
note does not use the bank.
"""

import threading
from collections.abc import Callable


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
        # TODO: one clerk moves a -> b, the other b -> a. Who waits for whom?
        first, second = src, dst
        with self._locks[first], self._locks[second]:
            if self._balances[src] < amount:
                raise InsufficientFunds
            note()
            self._balances[src] -= amount
            self._balances[dst] += amount

    def total(self) -> int:
        # TODO: what does this see in the middle of a transfer?
        return sum(self._balances.values())
