"""Build the pool.

A pool of threads with receipts, from threading and what else you need, but without concurrent.futures,
multiprocessing and asyncio.

    pool = Pool(workers, log)       ValueError if workers is less than 1
    pool.submit(fn, *args, **kw)    a Receipt for the call fn(*args, **kw), at once
    pool.shutdown(wait=True, cancel=False)
    with Pool(workers) as pool:     shutdown() at the end

Calls begin in the order in which they were handed in; at most `workers` are made at the same time. Threads are made
by submit: a new one if no thread is idle and there are fewer than `workers`, and only then, so that idle ones are
used again. A call that raises does not end its thread. Threads with nothing to do wait, and do not look again and
again.

After shutdown, submit raises RuntimeError. It may be called again, also with another cancel. What was handed in
before is done as usual, or, with cancel=True, cancelled if it has not begun. Then the threads end. With wait=True,
shutdown returns when they have ended; with wait=False, at once. A submit at the same time either comes before it, and
its call is treated like all others, or raises RuntimeError.

    receipt.result(timeout=None)      what the call returned, or raises what it raised, the very object (also
                                      SystemExit and the like)
    receipt.exception(timeout=None)   what the call raised, or None
    receipt.done()                    has it returned or raised, or was it cancelled? Does not wait.
    receipt.cancel()                  True if the call has not begun: now it never will. False if it has. Asked
                                      again, the answer is the same.
    receipt.add_done_callback(fn)     calls fn(receipt) when the receipt is done

result and exception wait until the receipt is done, but no longer than timeout seconds: then they raise TimeoutError.
If the receipt was cancelled, they raise Cancelled. Several threads may wait for the same receipt.

Each callback is called exactly once. Those that were added before the receipt is done are called in the order in
which they were added, by the thread that made the call or cancelled it; one that is added later is called by
add_done_callback itself, before it returns. A callback may use the receipt and the pool, and may wait for other
threads that use them. If it raises an Exception, that is given to log(error), and all goes on as usual. When a
shutdown that waits has returned, the callbacks of all calls that were made have returned too.
"""

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Self


class Cancelled(Exception):
    """The call was cancelled before it had begun."""


class Receipt:
    """What becomes of one call."""

    def __init__(self, call: Callable[[], Any], log: Callable[[Exception], object]) -> None:
        self._call, self._log = call, log
        self._state = "pending"  # then "running" and "ended", or "cancelled"
        self._value: Any = None
        self._error: BaseException | None = None
        self._changed = threading.Condition()
        self._callbacks: list[Callable[[Receipt], object]] = []

    def result(self, timeout: float | None = None) -> Any:
        """What the call returned; raises what it raised."""
        error = self.exception(timeout)
        if error is not None:
            raise error
        return self._value

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """What the call raised, or None."""
        with self._changed:
            if not self._changed.wait_for(self.done, timeout):
                raise TimeoutError
            if self._state == "cancelled":
                raise Cancelled
            return self._error

    def done(self) -> bool:
        """Has it ended, or was it cancelled?"""
        return self._state in ("ended", "cancelled")

    def cancel(self) -> bool:
        """Take the order back, if it has not begun."""
        if self._move("pending", "cancelled"):
            self._tell(self._callbacks)
        return self._state == "cancelled"

    def add_done_callback(self, fn: Callable[["Receipt"], object]) -> None:
        """Call fn(self) once, when it is done."""
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
    """At most `workers` threads, which take one call after the other."""

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
        """Hand in the call fn(*args, **kw)."""
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
        """No more calls; the threads end."""
        with self._changed:
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
