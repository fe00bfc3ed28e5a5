"""Fair: producers go in by the order in which they came, each with a lock of its own to sleep on."""

import threading


class Closed(Exception):
    pass


class Buffer:
    def __init__(self, capacity):
        if capacity <= 0:
            raise ValueError(capacity)
        self.capacity, self.items, self.closed = capacity, [], False
        self.mutex = threading.Lock()
        self.producers, self.consumers = [], []

    def settle(self):
        """Give what there is to those who wait; called with the mutex."""
        moved = True
        while moved:
            moved = False
            while self.producers and (
                self.closed or len(self.items) + len(self.producers[0][1]) <= self.capacity
            ):
                gate, items, answer = self.producers.pop(0)
                if self.closed:
                    answer.append(Closed)
                else:
                    self.items.extend(items)
                gate.release()
                moved = True
            while self.consumers and (self.items or self.closed):
                gate, answer = self.consumers.pop(0)
                answer.append(self.items.pop(0) if self.items else Closed)
                gate.release()
                moved = True

    def put(self, item):
        self.put_many((item,))

    def put_many(self, items):
        if len(items) > self.capacity:
            raise ValueError(len(items))
        gate, answer = threading.Lock(), []
        gate.acquire()
        with self.mutex:
            self.producers.append((gate, list(items), answer))
            self.settle()
        gate.acquire()
        if answer:
            raise Closed

    def get(self):
        gate, answer = threading.Lock(), []
        gate.acquire()
        with self.mutex:
            self.consumers.append((gate, answer))
            self.settle()
        gate.acquire()
        if answer[0] is Closed:
            raise Closed
        return answer[0]

    def close(self):
        with self.mutex:
            self.closed = True
            self.settle()

    def __len__(self):
        with self.mutex:
            return len(self.items)
