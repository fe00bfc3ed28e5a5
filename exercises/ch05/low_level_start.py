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
    results: list[Any] = []

    def work(function: Callable[[], Any]) -> None:
        results.append(function())

    for function in functions:
        _thread.start_new_thread(work, (function,))
    # TODO: this keeps a whole core busy with waiting, and waits for ever if a function raises.
    while len(results) < len(functions):
        pass
    return results
