"""Tasks set a value and, under another lock, one that depends on it; another task reads both.

Wrong: it can come between.
"""

import threading

SIZE = 2


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Stages:
    def __init__(self):
        self.first = 0
        self.second = 0
        self.lock_first = threading.Lock()
        self.lock_second = threading.Lock()

    def write(self):
        with self.lock_first:
            self.first = 1
        with self.lock_second:
            self.second = self.first + 1

    def read(self):
        with self.lock_first:
            if self.first == 0:
                return
            first = self.first
        with self.lock_second:
            second = self.second
        assert second == first + 1

    def write_together(self):
        with self.lock_first, self.lock_second:
            self.first = 1
            self.second = self.first + 1

    def read_together(self):
        with self.lock_first, self.lock_second:
            assert self.first == 0 or self.second == self.first + 1


def buggy():
    stages = Stages()
    run(*[stages.write] * (SIZE - 1), stages.read)


def fixed():
    stages = Stages()
    run(*[stages.write_together] * (SIZE - 1), stages.read_together)
