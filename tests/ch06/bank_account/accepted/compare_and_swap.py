"""Thinks without a lock, and starts again if the balance changed meanwhile."""

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
        return self.apply(lambda old: old + amount)

    def withdraw(self, amount: int) -> int:
        if amount <= 0:
            raise ValueError("an amount is more than 0")
        return self.apply(lambda old: old - amount)

    def apply(self, fn: Callable[[int], int]) -> int:
        while True:
            old = self._balance
            new = fn(old)
            if new < 0:
                raise InsufficientFunds
            with self._lock:
                if self._balance == old:
                    self._balance = new
                    return new
