"""Frigo, Leiserson, Randall: the queue of Cilk-5. The owner works at the tail, thieves at the head under a lock. Wrong: a thief looks at the tail before it claims the head."""

import threading

SIZE = 2


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

    def own():
        for number in range(SIZE):
            queue.push(number)
        for _ in range(SIZE):
            number = queue.pop()
            if number is not None:
                taken.append(number)

    def thief():
        for _ in range(2):
            number = queue.steal()
            if number is not None:
                taken.append(number)

    run(own, thief)
    while (number := queue.pop()) is not None:
        taken.append(number)
    assert sorted(taken) == list(range(SIZE))


def buggy():
    use(WrongQueue())


def fixed():
    use(Queue())
