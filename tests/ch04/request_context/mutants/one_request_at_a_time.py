"""A lock that is held during the whole block keeps the handlers apart.

Caught by: test_each_handler_sees_its_own_user
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Context:
    """Values by name, for each thread its own."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._owner = None
        self._values: dict[str, Any] = {}

    @contextmanager
    def bind(self, **values: Any) -> Iterator[None]:
        # What was set in __init__ would exist only in the thread that ran it, so every thread asks with a default.
        self._lock.acquire()
        owner, before = self._owner, self._values
        self._owner = threading.get_ident()
        self._values = {**before, **values}
        try:
            yield
        finally:  # also when something was raised inside
            self._owner, self._values = owner, before
            self._lock.release()

    def get(self, name: str) -> Any:
        values = self._values if self._owner == threading.get_ident() else {}
        if name not in values:
            raise LookupError(f"{name} is not bound in this thread")
        return values[name]
