"""A ThreadPoolExecutor with one worker: whoever wants to change the number stands in its queue."""

from concurrent.futures import ThreadPoolExecutor


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, balance=0):
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.money = balance

    def _set(self, fn):
        new = fn(self.money)
        if new < 0:
            raise InsufficientFunds(new)
        self.money = new
        return new

    def apply(self, fn):
        return self.pool.submit(self._set, fn).result()

    @property
    def balance(self):
        return self.money

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError(amount)
        return self.apply(lambda old: old + amount)

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError(amount)
        return self.apply(lambda old: old - amount)
