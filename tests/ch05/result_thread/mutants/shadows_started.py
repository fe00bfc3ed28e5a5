"""`_started` tells whether it was started.

Caught by: test_result_waits_for_the_value
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
        self._started = False

    def run(self) -> None:
        self._started = True
        fn, args, kwargs = self._call
        try:
            self._value = fn(*args, **kwargs)
        except BaseException as error:
            self._error = error
        finally:
            self._ended.set()  # last of all: who sees it finds the outcome

    def result(self, timeout: float | None = None) -> Any:
        if not self._started:
            raise RuntimeError("the thread was never started")
        if not self._ended.wait(timeout):
            raise TimeoutError
        if self._error is not None:
            raise self._error
        return self._value

    def done(self) -> bool:
        return self._ended.is_set()
