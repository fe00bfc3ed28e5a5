"""A Condition and a flag instead of a lock held all the time."""

import threading


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, balance: int = 0):
        self._money = balance
        self._busy = False
        self._cond = threading.Condition()

    def _change(self, fn):
        with self._cond:
            while self._busy:
                self._cond.wait()
            self._busy = True
        try:
            new = fn(self._money)
            if new < 0:
                raise InsufficientFunds()
            self._money = new
            return new
        finally:
            with self._cond:
                self._busy = False
                self._cond.notify()

    balance = property(lambda self: self._money)

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount")
        return self._change(lambda m: m + amount)

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount")
        return self._change(lambda m: m - amount)

    def apply(self, fn):
        return self._change(fn)
