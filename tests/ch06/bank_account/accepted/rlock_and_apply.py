"""deposit and withdraw go through apply; a re-entrant lock, also round the reading."""

from threading import RLock


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, balance=0):
        self.lock = RLock()
        self.money = balance

    @property
    def balance(self):
        with self.lock:
            return self.money

    def deposit(self, amount):
        with self.lock:
            if not amount > 0:
                raise ValueError
            return self.apply(lambda old: old + amount)

    def withdraw(self, amount):
        with self.lock:
            if not amount > 0:
                raise ValueError
            return self.apply(lambda old: old - amount)

    def apply(self, fn):
        self.lock.acquire()
        try:
            new = fn(self.money)
            if new < 0:
                raise InsufficientFunds("too little")
            self.money = new
            return self.money
        finally:
            self.lock.release()
