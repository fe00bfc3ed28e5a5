"""Overdraft at the counter.

Several clerks work on one account at the same time, each in a thread of its own. Every method may be
called by any thread at any moment, and each call must behave as if it happened all at once: as if the
clerks had formed a queue.

    deposit(amount)    adds; returns the new balance.
    withdraw(amount)   takes away; returns the new balance. InsufficientFunds if there is too little.
    apply(fn)          the new balance is fn(old balance); returns it. InsufficientFunds if it is below 0.
    balance            the balance now. Never below 0, not even for a moment.

An amount of 0 or less is a ValueError. Whatever is raised, also by fn, leaves the balance as it was,
and the account goes on working. fn does not use the account itself. If you start a thread of your own,
make it a daemon.
"""

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
