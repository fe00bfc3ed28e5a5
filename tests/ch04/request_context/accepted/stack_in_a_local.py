"""A subclass of threading.local, whose __init__ runs in each thread, with a stack of dicts."""

import threading


class Stack(threading.local):
    def __init__(self):
        self.frames = []


class Bind:
    def __init__(self, stack, values):
        self.stack, self.values = stack, values

    def __enter__(self):
        self.stack.frames.append(self.values)

    def __exit__(self, *exc):
        self.stack.frames.pop()


class Context:
    def __init__(self):
        self.stack = Stack()

    def bind(self, **values):
        return Bind(self.stack, values)

    def get(self, name):
        for frame in reversed(self.stack.frames):
            if name in frame:
                return frame[name]
        raise KeyError(name)
