"""Chase and Lev: the work-stealing queue over a small ring.

Wrong: a thief reads its item after the swap, when the place may be used again.
"""

import threading

SIZE = 6


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
        self.items = [None] * 2
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
    def steal(self):
        top = self.top.value
        if top >= self.bottom:
            return None
        if not self.top.swap(top, top + 1):
            return None
        return self.items[top % len(self.items)]


def use(queue):
    taken = []
    pushed = []

    def own():
        for number in range(SIZE):
            if queue.push(number):
                pushed.append(number)
            if number % 3 == 2:
                item = queue.pop()
                if item is not None:
                    taken.append(item)

    def thief():
        for _ in range(2):
            number = queue.steal()
            if number is not None:
                taken.append(number)

    run(own, thief, thief)
    while (number := queue.pop()) is not None:
        taken.append(number)
    assert sorted(taken) == sorted(pushed)


def buggy():
    use(WrongQueue())


def fixed():
    use(Queue())
