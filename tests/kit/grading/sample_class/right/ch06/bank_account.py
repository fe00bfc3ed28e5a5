"""A lock in every method."""

import threading
from collections.abc import Callable


class InsufficientFunds(Exception):
    """There is less in the account than should be taken out."""


class Account:
    """One number that several threads change."""

    def __init__(self, balance: int = 0) -> None:
        self._balance = balance
        self._lock = threading.Lock()  # one lock for one number, in every method that changes it

    @property
    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int) -> int:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:
            self._balance += amount
            return self._balance

    def withdraw(self, amount: int) -> int:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        with self._lock:  # the test and the change belong together
            if self._balance < amount:
                raise InsufficientFunds
            self._balance -= amount
            return self._balance

    def apply(self, fn: Callable[[int], int]) -> int:
        with self._lock:  # `with` gives the lock back when fn raises
            new = fn(self._balance)
            if new < 0:
                raise InsufficientFunds
            self._balance = new
            return new
