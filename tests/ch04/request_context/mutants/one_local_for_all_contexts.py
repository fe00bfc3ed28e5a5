"""There is one thread-local storage, so it is a global.

Caught by: test_two_contexts_are_independent
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


LOCAL = threading.local()


class Context:
    """Values by name, for each thread its own."""

    def __init__(self) -> None:
        self._local = LOCAL

    @contextmanager
    def bind(self, **values: Any) -> Iterator[None]:
        # What was set in __init__ would exist only in the thread that ran it, so every thread asks with a default.
        before = getattr(self._local, "values", {})
        self._local.values = {**before, **values}
        try:
            yield
        finally:  # also when something was raised inside
            self._local.values = before

    def get(self, name: str) -> Any:
        values = getattr(self._local, "values", {})
        if name not in values:
            raise LookupError(f"{name} is not bound in this thread")
        return values[name]
