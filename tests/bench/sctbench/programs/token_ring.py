"""Three tasks pass a value round, a fourth compares.

Wrong: nothing says in which order.
"""

import threading


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Ring:
    def __init__(self):
        self.values = [1, 2, 1]
        self.done = [False, False, False]
        self.lock = threading.Lock()
        self.turns = [threading.Semaphore(int(i == 0)) for i in range(4)]

    def step(self, i):
        with self.lock:
            if i == 0:
                self.values[0] = (self.values[2] + 1) % 4
            else:
                self.values[i] = self.values[i - 1]
            self.done[i] = True

    def check(self):
        with self.lock:
            if all(self.done):
                assert self.values[0] == self.values[1] == self.values[2]

    def in_turn(self, i):
        self.turns[i].acquire()
        if i < 3:
            self.step(i)
            self.turns[i + 1].release()
        else:
            self.check()


def buggy():
    ring = Ring()
    run(lambda: ring.step(0), lambda: ring.step(1), lambda: ring.step(2), ring.check)


def fixed():
    ring = Ring()
    run(*[lambda i=i: ring.in_turn(i) for i in range(4)])
