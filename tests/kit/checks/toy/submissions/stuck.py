"""A counter that takes two locks in the order of the amounts."""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.locks = [threading.Lock(), threading.Lock()]

    def add(self, amount):
        first, second = self.locks if amount > 60 else reversed(self.locks)
        with first, second:
            self.value += amount
            return self.value
