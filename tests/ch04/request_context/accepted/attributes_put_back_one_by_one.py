"""Attributes of a local, under a lock that is not needed; each old value is remembered."""

import threading
from contextlib import contextmanager

MISSING = object()


class Context:
    def __init__(self):
        self.lock = threading.Lock()
        self.here = threading.local()

    @contextmanager
    def bind(self, **values):
        old = {}
        with self.lock:
            for name, value in values.items():
                old[name] = getattr(self.here, name, MISSING)
                setattr(self.here, name, value)
        try:
            yield values
        finally:
            with self.lock:
                for name, value in old.items():
                    if value is MISSING:
                        delattr(self.here, name)
                    else:
                        setattr(self.here, name, value)

    def get(self, name):
        try:
            return getattr(self.here, name)
        except AttributeError:
            raise LookupError(name) from None
