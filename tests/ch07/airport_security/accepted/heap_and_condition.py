"""A heap and a Condition: everybody hears of the closing.
"""

import heapq
import queue
import threading


class Closed(Exception):
    pass


class Security:
    def __init__(self):
        self.heap, self.count, self.closed = [], 0, False
        self.changed = threading.Condition()

    def arrive(self, rank, passenger):
        with self.changed:
            if self.closed:
                raise Closed
            self.count += 1
            heapq.heappush(self.heap, (rank, self.count, passenger))
            self.changed.notify()

    def next(self, timeout=None):
        with self.changed:
            if not self.changed.wait_for(lambda: self.heap or self.closed, timeout):
                raise queue.Empty
            if not self.heap:
                raise Closed
            return heapq.heappop(self.heap)[2]

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
