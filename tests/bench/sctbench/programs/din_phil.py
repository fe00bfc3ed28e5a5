"""Philosophers at a table.

Wrong: all take the left fork first.
"""

import threading

SIZE = 3


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Table:
    def __init__(self):
        self.forks = [threading.Lock() for _ in range(SIZE)]
        self.eaten = [0] * SIZE

    def dine(self, seat, first, second):
        with self.forks[first], self.forks[second]:
            self.eaten[seat] += 1


def buggy():
    table = Table()
    run(*[lambda seat=seat: table.dine(seat, seat, (seat + 1) % SIZE) for seat in range(SIZE)])


def fixed():
    table = Table()
    pairs = [sorted((seat, (seat + 1) % SIZE)) for seat in range(SIZE)]
    run(*[lambda seat=seat: table.dine(seat, *pairs[seat]) for seat in range(SIZE)])
    assert table.eaten == [1] * SIZE
