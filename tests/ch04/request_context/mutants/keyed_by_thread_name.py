"""Each thread has a name, so that is the key.

Caught by: test_a_thread_is_not_its_name_or_its_parent
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Context:
    """Values by name, for each thread its own."""

    def __init__(self) -> None:
        self._by_thread: dict[str, dict[str, Any]] = {}

    @contextmanager
    def bind(self, **values: Any) -> Iterator[None]:
        # What was set in __init__ would exist only in the thread that ran it, so every thread asks with a default.
        me = threading.current_thread().name
        before = self._by_thread.get(me, {})
        self._by_thread[me] = {**before, **values}
        try:
            yield
        finally:  # also when something was raised inside
            self._by_thread[me] = before

    def get(self, name: str) -> Any:
        values = self._by_thread.get(threading.current_thread().name, {})
        if name not in values:
            raise LookupError(f"{name} is not bound in this thread")
        return values[name]
