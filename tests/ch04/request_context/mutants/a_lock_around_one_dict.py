"""Shared data needs a lock; with it everything is safe.

Caught by: test_each_handler_sees_its_own_user
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Context:
    """Values by name, for each thread its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[str, Any] = {}

    @contextmanager
    def bind(self, **values: Any) -> Iterator[None]:
        # What was set in __init__ would exist only in the thread that ran it, so every thread asks with a default.
        with self._lock:
            before = self._values
            self._values = {**before, **values}
        try:
            yield
        finally:  # also when something was raised inside
            with self._lock:
                self._values = before

    def get(self, name: str) -> Any:
        with self._lock:
            values = self._values
        if name not in values:
            raise LookupError(f"{name} is not bound in this thread")
        return values[name]
