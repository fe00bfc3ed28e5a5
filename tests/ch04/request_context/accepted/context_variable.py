"""A contextvars.ContextVar, which each thread has for itself."""

import contextvars
from contextlib import contextmanager


class Context:
    def __init__(self):
        self.var = contextvars.ContextVar("values")

    @contextmanager
    def bind(self, **values):
        token = self.var.set({**self.var.get({}), **values})
        try:
            yield
        finally:
            self.var.reset(token)

    def get(self, name):
        return self.var.get({})[name]
