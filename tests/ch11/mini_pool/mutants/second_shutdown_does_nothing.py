"""It is shut down already: nothing to do but wait.

Caught by: test_shutdown_and_submit
"""

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Self


class Cancelled(Exception):
    pass


class Receipt:

    def __init__(self, call: Callable[[], Any], log: Callable[[Exception], object]) -> None:
        self._call, self._log = call, log
        self._state = "pending"  # then "running" and "ended", or "cancelled"
        self._value: Any = None
        self._error: BaseException | None = None
        self._changed = threading.Condition()
        self._callbacks: list[Callable[[Receipt], object]] = []

    def result(self, timeout: float | None = None) -> Any:
        error = self.exception(timeout)
        if error is not None:
            raise error
        return self._value

    def exception(self, timeout: float | None = None) -> BaseException | None:
        with self._changed:
            if not self._changed.wait_for(self.done, timeout):
                raise TimeoutError
            if self._state == "cancelled":
                raise Cancelled
            return self._error

    def done(self) -> bool:
        return self._state in ("ended", "cancelled")

    def cancel(self) -> bool:
        if self._move("pending", "cancelled"):
            self._tell(self._callbacks)
        return self._state == "cancelled"

    def add_done_callback(self, fn: Callable[["Receipt"], object]) -> None:
        with self._changed:
            if not self.done():
                self._callbacks.append(fn)
                return
        self._tell([fn])

    def _run(self) -> None:
        if not self._move("pending", "running"):
            return
        try:
            self._value = self._call()
        except BaseException as error:
            self._error = error
        self._move("running", "ended")
        self._tell(self._callbacks)

    def _move(self, old: str, new: str) -> bool:
        with self._changed:
            if self._state != old:
                return False
            self._state = new
            self._changed.notify_all()
            return True

    def _tell(self, callbacks: list[Callable[["Receipt"], object]]) -> None:
        for fn in callbacks:
            try:
                fn(self)
            except Exception as error:
                self._log(error)


class Pool:

    def __init__(self, workers: int, log: Callable[[Exception], object] = print) -> None:
        if workers < 1:
            raise ValueError("at least one worker")
        self._workers, self._log = workers, log
        self._threads: list[threading.Thread] = []
        self._line: deque[Receipt] = deque()
        self._idle = 0
        self._closed = False
        self._changed = threading.Condition()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kw: Any) -> Receipt:
        receipt = Receipt(partial(fn, *args, **kw), self._log)
        with self._changed:
            if self._closed:
                raise RuntimeError("the pool is shut down")
            self._line.append(receipt)
            if len(self._line) > self._idle and len(self._threads) < self._workers:
                self._threads.append(threading.Thread(target=self._work))
                self._threads[-1].start()
            self._changed.notify()
        return receipt

    def _work(self) -> None:
        while True:
            with self._changed:
                self._idle += 1
                self._changed.wait_for(lambda: self._line or self._closed)
                self._idle -= 1
                if not self._line:
                    return
                receipt = self._line.popleft()
            receipt._run()

    def shutdown(self, wait: bool = True, cancel: bool = False) -> None:
        with self._changed:
            cancel = cancel and not self._closed
            self._closed = True
            waiting = list(self._line) if cancel else []
            self._changed.notify_all()
        for receipt in waiting:
            receipt.cancel()
        if wait:
            for thread in self._threads:
                thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
