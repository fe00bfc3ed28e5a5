"""A thread that remembers.

A Thread calls a function and forgets what came of it. A ResultThread keeps it.

    ResultThread(fn, *args, **kwargs)
                       a Thread that calls fn(*args, **kwargs) when it is started. All of args and kwargs is for
                       fn, whatever it is called; the thread's own settings are attributes: `t.daemon = True`.
    result(timeout=None)
                       waits until fn has ended, at most `timeout` seconds, and sleeps meanwhile. Returns what fn
                       returned, or raises what fn raised: the same object, to everyone who asks, as often as
                       they ask. That includes what is no Exception, such as SystemExit.
                       TimeoutError if fn has not ended in time; one may ask again. RuntimeError, at once, if the
                       thread was never started.
    done()             whether there is a result: False before the start and while fn runs, True for good after
                       that. When it is True, even result(0) has the result. It is True when result() is back
                       with what came of fn, and when join() is back because the thread has ended.

Everything else is as in any Thread: run in a thread of its own, join, is_alive, name, repr, a second start is a
RuntimeError. What fn raises is in the result, and nowhere else: threading.excepthook does not hear of it.
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
