"""An object for each safe with a number and a lock; total pays with all of them; undoes by hand."""

import itertools
import threading


class InsufficientFunds(RuntimeError):
    pass


class Safe:
    numbers = itertools.count()

    def __init__(self, money):
        self.money = money
        self.number = next(Safe.numbers)
        self.lock = threading.RLock()


class Bank:
    def __init__(self, balances):
        self.safes = {}
        for name in balances:
            self.safes[name] = Safe(balances[name])

    def transfer(self, src, dst, amount, note=None):
        a, b = self.safes[src], self.safes[dst]
        if a is b:
            raise ValueError("same safe")
        if not amount > 0:
            raise ValueError("amount")
        low, high = (a, b) if a.number < b.number else (b, a)
        low.lock.acquire()
        high.lock.acquire()
        try:
            a.money -= amount
            b.money += amount
            try:
                if a.money < 0:
                    raise InsufficientFunds
                if note:
                    note()
            except BaseException:
                a.money += amount
                b.money -= amount
                raise
        finally:
            high.lock.release()
            low.lock.release()

    def total(self):
        ordered = sorted(self.safes.values(), key=lambda safe: safe.number)
        for safe in ordered:
            safe.lock.acquire()
        result = sum(safe.money for safe in ordered)
        for safe in ordered:
            safe.lock.release()
        return result
