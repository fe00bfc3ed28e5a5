"""task_done after the work, Queue.join, then the signs; boxes round the customers instead of a private object.
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
        while True:
            box = line.get()
            try:
                if box == ():
                    break
                (customer,) = box
                try:
                    result = serve(customer)
                except Exception as error:
                    result = error
                results[customer] = result
            finally:
                line.task_done()

    threads = [threading.Thread(target=window) for _ in range(windows)]
    for thread in threads:
        thread.start()
    try:
        for customer in customers:
            line.put((customer,))
    finally:
        line.join()
        for _ in threads:
            line.put(())
        for thread in threads:
            thread.join()
    return results
