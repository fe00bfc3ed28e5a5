"""A deque for each rank, and a semaphore that counts passengers; closing gives a permit that is passed on."""

import queue
import threading
from collections import defaultdict, deque


class Closed(Exception):
    pass


class Security:
    def __init__(self):
        self.lines = defaultdict(deque)
        self.lock = threading.Lock()
        self.permits = threading.Semaphore(0)
        self.closed = False

    def arrive(self, rank, passenger):
        with self.lock:
            if self.closed:
                raise Closed
            self.lines[rank].append(passenger)
            self.permits.release()

    def next(self, timeout=None):
        if not self.permits.acquire(timeout=timeout):
            raise queue.Empty
        with self.lock:
            for rank in sorted(self.lines):
                if self.lines[rank]:
                    return self.lines[rank].popleft()
            self.permits.release()
            raise Closed

    def close(self):
        with self.lock:
            if not self.closed:
                self.closed = True
                self.permits.release()
