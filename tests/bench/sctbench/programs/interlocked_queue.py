"""Chase and Lev: the work-stealing queue with compare-and-swap.

Wrong: the owner takes the last item without one.
"""

import threading

SIZE = 4


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Atomic:
    """A number with compare-and-swap, as a machine has it."""

    def __init__(self, value):
        self.value = value
        self._lock = threading.Lock()

    def swap(self, old, new):
        with self._lock:
            if self.value != old:
                return False
            self.value = new
            return True


class Queue:
    def __init__(self):
        self.items = [None] * 4
        self.top = Atomic(0)
        self.bottom = 0

    def push(self, item):
        bottom = self.bottom
        if bottom - self.top.value >= len(self.items):
            return False
        self.items[bottom % len(self.items)] = item
        self.bottom = bottom + 1
        return True

    def pop(self):
        bottom = self.bottom - 1
        self.bottom = bottom
        top = self.top.value
        if bottom < top:
            self.bottom = top
            return None
        item = self.items[bottom % len(self.items)]
        if bottom > top:
            return item
        won = self.top.swap(top, top + 1)
        self.bottom = top + 1
        return item if won else None

    def steal(self):
        top = self.top.value
        if top >= self.bottom:
            return None
        item = self.items[top % len(self.items)]
        return item if self.top.swap(top, top + 1) else None


class WrongQueue(Queue):
    def pop(self):
        bottom = self.bottom - 1
        self.bottom = bottom
        top = self.top.value
        if bottom < top:
            self.bottom = top
            return None
        return self.items[bottom % len(self.items)]


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
