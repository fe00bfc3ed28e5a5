"""Tasks set two variables, another reads both.

Wrong: without a lock.
"""

import threading

SIZE = 3


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Pair:
    def __init__(self):
        self.a = 0
        self.b = 0
        self.lock = threading.Lock()

    def set(self):
        self.a = 1
        self.b = -1

    def check(self):
        a = self.a
        b = self.b
        assert (a, b) in {(0, 0), (1, -1)}

    def set_locked(self):
        with self.lock:
            self.set()

    def check_locked(self):
        with self.lock:
            self.check()


def buggy():
    pair = Pair()
    run(*[pair.set] * (SIZE - 1), pair.check)


def fixed():
    pair = Pair()
    run(*[pair.set_locked] * (SIZE - 1), pair.check_locked)
