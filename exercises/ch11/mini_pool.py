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
from collections.abc import Callable
from typing import Any, Self


class Cancelled(Exception):
    """The call was cancelled before it had begun."""


class Receipt:
    """What becomes of one call."""

    # TODO: who else may look, cancel and add callbacks while the call begins and ends?
    def __init__(self, log: Callable[[Exception], object]) -> None:
        self._log = log
        self._value: Any = None
        self._error: BaseException | None = None
        self._ended = threading.Event()
        self._callbacks: list[Callable[[Receipt], object]] = []

    def result(self, timeout: float | None = None) -> Any:
        """What the call returned; raises what it raised."""
        self._ended.wait(timeout)
        return self._value

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """What the call raised, or None."""
        self._ended.wait(timeout)
        return self._error

    def done(self) -> bool:
        """Has it ended, or was it cancelled?"""
        return self._ended.is_set()

    def cancel(self) -> bool:
        """Take the order back, if it has not begun."""
        return False

    def add_done_callback(self, fn: Callable[["Receipt"], object]) -> None:
        """Call fn(self) once, when it is done."""
        self._callbacks.append(fn)


class Pool:
    """At most `workers` threads, which take one call after the other."""

    def __init__(self, workers: int, log: Callable[[Exception], object] = print) -> None:
        if workers < 1:
            raise ValueError("at least one worker")
        self._log = log
        self._threads: list[threading.Thread] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kw: Any) -> Receipt:
        """Hand in the call fn(*args, **kw)."""
        # TODO: a thread for each call is no pool.
        receipt = Receipt(self._log)

        def work() -> None:
            receipt._value = fn(*args, **kw)
            receipt._ended.set()

        self._threads.append(threading.Thread(target=work))
        self._threads[-1].start()
        return receipt

    def shutdown(self, wait: bool = True, cancel: bool = False) -> None:
        """No more calls; the threads end."""
        if wait:
            for thread in self._threads:
                thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
