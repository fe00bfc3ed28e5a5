"""Without the safety net.

`_thread` is what `threading` is built on. It can start a thread and make a lock, and that is all: it has no
join, no result, and nobody hears of an error.

    run_all(functions)    calls each function (no arguments) in a new thread of its own, all at the same time,
                          and returns when all have ended: their results, in the order of `functions`.

If functions raise, it returns no list: when *all* have ended, it raises the exception of the first of them, in the
order of `functions` and not of time. That includes what is no Exception, such as SystemExit. [] gives [].

The caller sleeps until the work is done, it does not look again and again. run_all may be called by several
threads at the same time. Of the modules that know threads, processes or the clock, use `_thread` alone, and of that
`start_new_thread`, `allocate_lock` and what a lock can do.
"""

import _thread
from collections.abc import Callable
from typing import Any


def run_all(functions: list[Callable[[], Any]]) -> list[Any]:
    results: list[Any] = [None] * len(functions)
    errors: list[BaseException | None] = [None] * len(functions)
    running = [_thread.allocate_lock() for _ in functions]  # held while the thread of that number works

    def work(number: int) -> None:
        try:
            results[number] = functions[number]()
        except BaseException as error:  # nobody else would hear of it, least of all of SystemExit
            errors[number] = error
        finally:
            running[number].release()  # any thread may release a lock, not only the one that took it

    for number, lock in enumerate(running):
        lock.acquire()  # before the thread exists, so that waiting for it cannot come too early
        _thread.start_new_thread(work, (number,))
    for lock in running:
        lock.acquire()  # sleeps until that thread has ended
    for error in errors:
        if error is not None:
            raise error
    return results
