"""A producer and a consumer over one place that begins full.

Wrong: how full it is in the end.
"""

import threading

SIZE = 1


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Buffer:
    def __init__(self):
        self.count = 1
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
    assert buffer.count != 1


def fixed():
    buffer = Buffer()
    run(buffer.produce, buffer.consume)
    assert buffer.count == 1
