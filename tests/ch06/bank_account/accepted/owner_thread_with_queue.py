"""One daemon thread owns the number; the others send it functions through a queue."""

import queue
import threading


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, balance=0):
        self._orders = queue.Queue()
        threading.Thread(target=self._serve, args=(balance,), daemon=True).start()

    def _serve(self, balance):
        while True:
            change, answer = self._orders.get()
            try:
                new = change(balance)
                if new < 0:
                    raise InsufficientFunds
            except BaseException as error:
                answer.put((None, error))
            else:
                balance = new
                answer.put((new, None))

    def apply(self, fn):
        answer = queue.SimpleQueue()
        self._orders.put((fn, answer))
        value, error = answer.get()
        if error is not None:
            raise error
        return value

    @property
    def balance(self):
        return self.apply(lambda now: now)

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError(amount)
        return self.apply(lambda now: now + amount)

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError(amount)
        return self.apply(lambda now: now - amount)
