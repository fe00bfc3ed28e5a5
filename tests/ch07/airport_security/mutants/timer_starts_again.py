"""Each time somebody else was faster, the waiting begins again.

Caught by: test_how_long_next_waits
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
            self.changed.notify_all()

    def next(self, timeout=None):
        with self.changed:
            while not self.heap:
                if self.closed:
                    raise Closed
                if not self.changed.wait(timeout):
                    raise queue.Empty
            return heapq.heappop(self.heap)[2]

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
