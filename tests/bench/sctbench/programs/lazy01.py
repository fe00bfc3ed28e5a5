"""Two tasks add to a number that a third one looks at.

Wrong: it expects to come before one of them.
"""

import threading


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Data:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def add(self, number):
        with self.lock:
            self.value += number

    def check(self, limit):
        with self.lock:
            assert self.value < limit


def buggy():
    data = Data()
    run(lambda: data.add(1), lambda: data.add(2), lambda: data.check(3))


def fixed():
    data = Data()
    run(lambda: data.add(1), lambda: data.add(2), lambda: data.check(4))
