"""Two locks, taken by two tasks.

Wrong: in opposite orders.
"""

import threading


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Counter:
    def __init__(self):
        self.value = 0

    def add(self, number, first, second):
        with first, second:
            self.value += number


def buggy():
    counter, a, b = Counter(), threading.Lock(), threading.Lock()
    run(lambda: counter.add(1, a, b), lambda: counter.add(-1, b, a))


def fixed():
    counter, a, b = Counter(), threading.Lock(), threading.Lock()
    run(lambda: counter.add(1, a, b), lambda: counter.add(-1, a, b))
