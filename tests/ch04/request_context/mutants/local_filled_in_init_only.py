"""The local gets its dict in __init__, and each thread has its own then.

Caught by: test_each_handler_sees_its_own_user
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Context:
    """Values by name, for each thread its own."""

    def __init__(self) -> None:
        self._local = threading.local()
        self._local.values = {}

    @contextmanager
    def bind(self, **values: Any) -> Iterator[None]:
        # What was set in __init__ would exist only in the thread that ran it, so every thread asks with a default.
        before = self._local.values
        self._local.values = {**before, **values}
        try:
            yield
        finally:  # also when something was raised inside
            self._local.values = before

    def get(self, name: str) -> Any:
        values = self._local.values
        if name not in values:
            raise LookupError(f"{name} is not bound in this thread")
        return values[name]
