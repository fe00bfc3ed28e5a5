"""One task pushes, another pops.

Wrong: a flag says that something was pushed once, not that something is there.
"""

import threading

SIZE = 6


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Stack:
    def __init__(self):
        self.top = 0
        self.pushed = False
        self.lock = threading.Lock()

    def push(self):
        for _ in range(SIZE):
            with self.lock:
                self.top += 1
                self.pushed = True

    def pop(self):
        for _ in range(SIZE):
            with self.lock:
                if self.pushed:
                    assert self.top > 0
                    self.top -= 1

    def pop_if_there(self):
        for _ in range(SIZE):
            with self.lock:
                if self.top > 0:
                    self.top -= 1


def buggy():
    stack = Stack()
    run(stack.push, stack.pop)


def fixed():
    stack = Stack()
    run(stack.push, stack.pop_if_there)
    assert stack.top >= 0
