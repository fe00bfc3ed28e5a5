"""The Context is a threading.local itself, and what is bound are its attributes: beside its methods.

Caught by: test_handlers_that_bind_twice
"""

import threading
from contextlib import contextmanager


class Context(threading.local):
    @contextmanager
    def bind(self, **values):
        old = dict(vars(self))
        vars(self).update(values)
        try:
            yield
        finally:
            vars(self).clear()
            vars(self).update(old)

    def get(self, name):
        try:
            return getattr(self, name)
        except AttributeError:
            raise LookupError(name) from None
