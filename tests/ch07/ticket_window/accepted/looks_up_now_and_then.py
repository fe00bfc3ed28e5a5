"""No sign: a flag, and windows that look at it whenever they have waited for a while.
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
    no_more = threading.Event()
    results: dict[Any, Any] = {}

    def window() -> None:
        while True:
            was_closed = no_more.is_set()
            try:
                customer = line.get(timeout=0.05)
            except queue.Empty:
                if was_closed:
                    return
                continue
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
    finally:
        no_more.set()
        for thread in threads:
            thread.join()
    return results
