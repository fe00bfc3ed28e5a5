"""The windows have been told; no need to wait for them when there is an error to report.

Caught by: test_the_customers_may_raise
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

    def window() -> None:
        while (customer := line.get()) is not closed:
            try:
                results[customer] = serve(customer)
            except Exception as error:
                results[customer] = error

    threads = [threading.Thread(target=window) for _ in range(windows)]
    for thread in threads:
        thread.start()
    try:
        for customer in customers:
            line.put(customer)
    except Exception:
        for _ in threads:
            line.put(closed)
        raise
    else:
        for _ in threads:  # each window has to hear it
            line.put(closed)
        for thread in threads:
            thread.join()
    return results
