"""One task hands numbers to another, which adds them up.

Wrong: the sum that is expected.
"""

import threading

SIZE = 3


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Exchange:
    def __init__(self):
        self.full = False
        self.total = 0
        self.done = False
        self.changed = threading.Condition()

    def give(self):
        for _ in range(SIZE):
            with self.changed:
                self.changed.wait_for(lambda: not self.full)
                self.full = True
                self.changed.notify()

    def take(self):
        for number in range(1, SIZE + 1):
            with self.changed:
                self.changed.wait_for(lambda: self.full)
                self.total += number
                self.full = False
                self.changed.notify()
        self.done = True


def buggy():
    exchange = Exchange()
    run(exchange.give, exchange.take)
    assert not exchange.done or exchange.total != SIZE * (SIZE + 1) // 2


def fixed():
    exchange = Exchange()
    run(exchange.give, exchange.take)
    assert exchange.done
    assert exchange.total == SIZE * (SIZE + 1) // 2
