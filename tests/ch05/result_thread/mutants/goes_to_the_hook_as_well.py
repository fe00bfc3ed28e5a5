"""Keep the exception, and let the world know of it.

Caught by: test_what_fn_raises_is_raised_for_all, test_it_is_still_a_thread
"""

import threading
from collections.abc import Callable
from typing import Any


class ResultThread(threading.Thread):
    def __init__(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        super().__init__()  # first of all: it sets attributes of its own, under names such as _args
        self._call = fn, args, kwargs
        self._value: Any = None
        self._error: BaseException | None = None
        self._ended = threading.Event()

    def run(self) -> None:
        fn, args, kwargs = self._call
        try:
            self._value = fn(*args, **kwargs)
        except BaseException as error:
            self._error = error
            raise
        finally:
            self._ended.set()  # last of all: who sees it finds the outcome

    def result(self, timeout: float | None = None) -> Any:
        if self.ident is None:
            raise RuntimeError("the thread was never started")
        if not self._ended.wait(timeout):
            raise TimeoutError
        if self._error is not None:
            raise self._error
        return self._value

    def done(self) -> bool:
        return self._ended.is_set()
