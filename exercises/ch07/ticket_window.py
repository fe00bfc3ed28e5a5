"""Close the counter properly.

    serve_all(customers, windows, serve)

Customers come in one line. `windows` threads take them from the head of the line, in the order of arrival, and call
serve(customer) for each, exactly once. When everybody has been served, the counter closes.

customers   any iterable of hashable things, all different; None is a customer like any other. The calling
            thread goes through it, no other one. It may be longer than memory, so it is read only as fast as
            people are served: at no time have more than 2 * windows + 1 customers been taken from it and not been
            served to the end. (The line has room for `windows`, as many stand at the windows, and one at the door.)
windows     how many threads; they work at the same time. ValueError if it is less than 1; then
            no customer is taken.
serve       any function. If it raises an Exception, the window goes on with the next customer.

The result is a dict: for each customer what serve returned, or the exception object that it raised. It is returned
when all are served and the threads have ended: none is left behind.

If `customers` raises in the middle, no more are taken, those who are in already are served, the threads end, and
then the exception is raised from serve_all.

queue.Queue(maxsize=windows) is a good line. You need neither sleep() nor empty(), and must not call them.
"""

import queue
import threading
from collections.abc import Callable, Hashable, Iterable
from typing import Any


def serve_all(customers: Iterable[Hashable], windows: int, serve: Callable[[Any], Any]) -> dict[Any, Any]:
    """What serve returned or raised, for each customer."""
    if windows < 1:
        raise ValueError("at least one window")
    # TODO: a line without an end needs an end to its length, and windows that know when to close.
    line: queue.Queue[Any] = queue.Queue()
    results: dict[Any, Any] = {}

    def window() -> None:
        while not line.empty():
            customer = line.get()
            line.task_done()
            results[customer] = serve(customer)

    for customer in customers:
        line.put(customer)
    threads = [threading.Thread(target=window) for _ in range(windows)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
