"""A threading.local is like a local variable: make one where you need it.

Caught by: test_each_handler_sees_its_own_user
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Context:
    """Values by name, for each thread its own."""

    def __init__(self) -> None:
        pass

    @contextmanager
    def bind(self, **values: Any) -> Iterator[None]:
        # What was set in __init__ would exist only in the thread that ran it, so every thread asks with a default.
        local = threading.local()
        before = getattr(local, "values", {})
        local.values = {**before, **values}
        try:
            yield
        finally:  # also when something was raised inside
            local.values = before

    def get(self, name: str) -> Any:
        local = threading.local()
        values = getattr(local, "values", {})
        if name not in values:
            raise LookupError(f"{name} is not bound in this thread")
        return values[name]
