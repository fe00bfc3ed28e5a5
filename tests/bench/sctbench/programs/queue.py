"""One task puts what it keeps a list of, another takes and compares.

Wrong: rounds in which nothing could be taken count all the same.
"""

import threading

SIZE = 10


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Queue:
    def __init__(self):
        self.items = []
        self.stored = []
        self.may_put = True
        self.lock = threading.Lock()

    def put(self):
        number = 100
        for _ in range(SIZE):
            with self.lock:
                if self.may_put:
                    number += 7
                    self.items.append(number)
                    self.stored.append(number)
                    self.may_put = False

    def take_by_round(self):
        for turn in range(SIZE):
            with self.lock:
                if not self.may_put:
                    assert turn < len(self.stored)
                    assert self.items.pop(0) == self.stored[turn]
                    self.may_put = True

    def take(self):
        turn = 0
        for _ in range(SIZE):
            with self.lock:
                if not self.may_put:
                    assert self.items.pop(0) == self.stored[turn]
                    self.may_put = True
                    turn += 1


def buggy():
    queue = Queue()
    run(queue.put, queue.take_by_round)


def fixed():
    queue = Queue()
    run(queue.put, queue.take)
