"""Each window asks for the next customer itself, under a lock.

Caught by: test_windows_work_together_and_read_no_more_than_they_need
"""

import queue
import threading
from collections.abc import Callable, Hashable, Iterable
from typing import Any


def serve_all(customers: Iterable[Hashable], windows: int, serve: Callable[[Any], Any]) -> dict[Any, Any]:
    """What serve returned or raised, for each customer."""
    if windows < 1:
        raise ValueError("at least one window")
    line: queue.Queue[Any] = queue.Queue(maxsize=windows)
    closed = object()  # no customer can be this
    results: dict[Any, Any] = {}

    lock, rest, trouble = threading.Lock(), iter(customers), []

    def take() -> object:
        with lock:
            try:
                return next(rest, closed) if not trouble else closed
            except Exception as error:
                trouble.append(error)
                return closed

    def window() -> None:
        while (customer := take()) is not closed:
            try:
                results[customer] = serve(customer)
            except Exception as error:
                results[customer] = error

    threads = [threading.Thread(target=window) for _ in range(windows)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if trouble:
        raise trouble[0]
    return results
