"""One thread owns the set and does what others ask it to do; they wait for their answer."""

import functools
import queue
import threading
from concurrent.futures import Future


def synchronized(method):
    @functools.wraps(method)
    def inner(self, /, *args, **kwargs):
        with self._lock:
            return method(self, *args, **kwargs)

    return inner


class SafeSet:
    def __init__(self, items=()):
        self.items = set(items)
        self.wishes = queue.SimpleQueue()
        threading.Thread(target=self.work, daemon=True).start()

    def work(self):
        while True:
            answer, do = self.wishes.get()
            try:
                answer.set_result(do(self.items))
            except Exception as error:
                answer.set_exception(error)

    def ask(self, do):
        answer = Future()
        self.wishes.put((answer, do))
        return answer.result()

    def add(self, x):
        def do(items):
            new = x not in items
            items.add(x)
            return new

        return self.ask(do)

    def discard(self, x):
        def do(items):
            there = x in items
            items.discard(x)
            return there

        return self.ask(do)

    def remove(self, x):
        self.ask(lambda items: items.remove(x))

    def pop(self):
        return self.ask(lambda items: items.pop())

    def update(self, items):
        new = list(items)
        self.ask(lambda items: items.update(new))

    def __contains__(self, x):
        return self.ask(lambda items: x in items)

    def __len__(self):
        return self.ask(len)

    def __iter__(self):
        return iter(self.ask(list))
