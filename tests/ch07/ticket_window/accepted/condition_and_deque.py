"""The line is a deque with a Condition; closed is a flag that all hear."""

import threading
from collections import deque


class Line:
    def __init__(self, room):
        self.room, self.waiting, self.closed = room, deque(), False
        self.changed = threading.Condition()

    def put(self, customer):
        with self.changed:
            self.changed.wait_for(lambda: len(self.waiting) < self.room)
            self.waiting.append(customer)
            self.changed.notify_all()

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def __iter__(self):
        while True:
            with self.changed:
                while not self.waiting and not self.closed:
                    self.changed.wait()
                if not self.waiting:
                    return
                customer = self.waiting.popleft()
                self.changed.notify_all()
            yield customer


class Window(threading.Thread):
    def __init__(self, line, serve, results):
        super().__init__()
        self.line, self.serve, self.results = line, serve, results

    def run(self):
        for customer in self.line:
            try:
                self.results[customer] = self.serve(customer)
            except Exception as error:
                self.results[customer] = error


def serve_all(customers, windows, serve):
    if windows < 1:
        raise ValueError(windows)
    line, results = Line(windows), {}
    staff = [Window(line, serve, results) for _ in range(windows)]
    for each in staff:
        each.start()
    trouble = None
    try:
        for customer in customers:
            line.put(customer)
    except BaseException as error:
        trouble = error
    line.close()
    for each in staff:
        each.join()
    if trouble is not None:
        raise trouble
    return results
