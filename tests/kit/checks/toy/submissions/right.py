"""A counter that loses nothing."""

import threading


class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, amount):
        if amount < 1:
            raise ValueError("at least 1")
        with self.lock:
            self.value += amount
            return self.value

    def add_within(self, amount, seconds):
        if not self.lock.acquire(timeout=seconds):
            return None
        self.value += amount
        self.lock.release()
        return self.value

    def visit(self, probe):
        with self.lock:
            probe()
