"""A sender and a receiver over a ring of slots.

Wrong: rounds in which nothing could be received count all the same.
"""

import threading

SIZE = 7


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Ring:
    def __init__(self):
        self.slots = [None] * SIZE
        self.first = 0
        self.next = 0
        self.may_send = True
        self.lock = threading.Lock()

    def send(self):
        number = 0
        for _ in range(SIZE):
            with self.lock:
                if self.may_send:
                    self.slots[self.next] = number
                    self.next = (self.next + 1) % SIZE
                    number += 1
                    self.may_send = False

    def receive_by_round(self):
        for number in range(SIZE):
            with self.lock:
                if not self.may_send:
                    assert self.slots[self.first] == number
                    self.first = (self.first + 1) % SIZE
                    self.may_send = True

    def receive(self):
        number = 0
        for _ in range(SIZE):
            with self.lock:
                if not self.may_send:
                    assert self.slots[self.first] == number
                    self.first = (self.first + 1) % SIZE
                    self.may_send = True
                    number += 1


def buggy():
    ring = Ring()
    run(ring.send, ring.receive_by_round)


def fixed():
    ring = Ring()
    run(ring.send, ring.receive)
