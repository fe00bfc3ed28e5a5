"""A dict by get_ident, cleaned up at the end of the outermost bind."""

import contextlib
from threading import get_ident


class Context:
    def __init__(self):
        self.table = {}

    @contextlib.contextmanager
    def bind(self, **values):
        me = get_ident()
        old = self.table.get(me)
        self.table[me] = dict(old or {}, **values)
        try:
            yield self
        finally:
            if old is None:
                del self.table[me]
            else:
                self.table[me] = old

    def get(self, name):
        return self.table.get(get_ident(), {})[name]
