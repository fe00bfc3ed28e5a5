"""After two seconds everything will be done.

Caught by: test_meals_come_in_order_from_as_many_cooks
"""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


def order_all(dishes: list[str], cook: Callable[[str, int], str], tables: list[int], workers: int) -> list[str]:
    if len(dishes) != len(tables) or workers < 1:
        raise ValueError("a table for each dish, and at least one cook")
    with ThreadPoolExecutor(workers) as pool:
        receipts = [pool.submit(cook, dish, table) for dish, table in zip(dishes, tables, strict=True)]
        time.sleep(2)
        return [receipt.result() if receipt.done() else "" for receipt in receipts]


def board(futures: list[Future[Any]]) -> dict[str, int]:
    counts = dict.fromkeys(("pending", "running", "done", "failed", "cancelled"), 0)
    for future in futures:
        if future.running():  # asked before done(): who is neither running nor, later, done, has not begun
            state = "running"
        elif not future.done():
            state = "pending"
        elif future.cancelled():
            state = "cancelled"
        else:
            state = "done" if future.exception() is None else "failed"
        counts[state] += 1
    return counts
