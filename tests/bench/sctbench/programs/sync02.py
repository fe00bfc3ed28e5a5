"""A producer and a consumer over one place, several times.

Wrong: how full it is in the end.
"""

import threading

SIZE = 3


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Buffer:
    def __init__(self):
        self.count = 0
        self.lock = threading.Lock()
        self.empty = threading.Condition(self.lock)
        self.full = threading.Condition(self.lock)

    def produce(self):
        for _ in range(SIZE):
            with self.lock:
                while self.count > 0:
                    self.empty.wait()
                self.count += 1
                self.full.notify()

    def consume(self):
        for _ in range(SIZE):
            with self.lock:
                while self.count == 0:
                    self.full.wait()
                self.count -= 1
                self.empty.notify()


def buggy():
    buffer = Buffer()
    run(buffer.produce, buffer.consume)
    assert buffer.count != 0


def fixed():
    buffer = Buffer()
    run(buffer.produce, buffer.consume)
    assert buffer.count == 0
