"""The lock is only needed inside the method, so I make it there.

Caught by: test_the_account_is_never_overdrawn, test_no_deposit_is_lost
"""

import threading
from collections.abc import Callable


class InsufficientFunds(Exception):
    """There is less in the account than should be taken out."""


class Account:
    """One number that several threads change."""

    def __init__(self, balance: int = 0) -> None:
        self._balance = balance

    @property
    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int) -> int:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with threading.Lock():
            self._balance += amount
            return self._balance

    def withdraw(self, amount: int) -> int:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with threading.Lock():  # the test and the change belong together
            if self._balance < amount:
                raise InsufficientFunds
            self._balance -= amount
            return self._balance

    def apply(self, fn: Callable[[int], int]) -> int:
        with threading.Lock():  # `with` gives the lock back when fn raises
            new = fn(self._balance)
            if new < 0:
                raise InsufficientFunds
            self._balance = new
            return new
