"""Frigo, Leiserson, Randall: the queue of Cilk-5. The owner works at the tail, thieves at the head under a lock.

Wrong: a thief looks at the tail before it claims the head.
"""

import threading

SIZE = 4


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Queue:
    def __init__(self):
        self.items = [None] * 8
        self.head = 0
        self.tail = 0
        self.lock = threading.Lock()

    def push(self, item):
        self.items[self.tail] = item
        self.tail += 1
        return True

    def pop(self):
        tail = self.tail - 1
        self.tail = tail
        if self.head <= tail:
            return self.items[tail]
        self.tail = tail + 1
        with self.lock:
            if self.head >= self.tail:
                return None
            self.tail -= 1
            return self.items[self.tail]

    def steal(self):
        with self.lock:
            head = self.head
            self.head = head + 1
            if head < self.tail:
                return self.items[head]
            self.head = head
            return None


class WrongQueue(Queue):
    def steal(self):
        with self.lock:
            head = self.head
            if head < self.tail:
                item = self.items[head]
                self.head = head + 1
                return item
            return None


def use(queue):
    taken = []
    pushed = []

    def take(item):
        if item is not None:
            taken.append(item)

    def own():
        for number in range(SIZE):
            if queue.push(number):
                pushed.append(number)
            if number % 2:
                take(queue.pop())
        take(queue.pop())

    def thief():
        take(queue.steal())
        take(queue.steal())

    run(own, thief, thief)
    while (number := queue.pop()) is not None:
        taken.append(number)
    assert sorted(taken) == sorted(pushed)


def buggy():
    use(WrongQueue())


def fixed():
    use(Queue())
