"""Hands one order in, and waits for it before the next.

Caught by: test_the_cooks_work_at_the_same_time
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


def order_all(dishes: list[str], cook: Callable[[str, int], str], tables: list[int], workers: int) -> list[str]:
    if len(dishes) != len(tables) or workers < 1:
        raise ValueError("a table for each dish, and at least one cook")
    with ThreadPoolExecutor(workers) as pool:
        receipts = []
        for dish, table in zip(dishes, tables, strict=True):
            receipts.append(pool.submit(cook, dish, table))
            receipts[-1].result()
    return [receipt.result() for receipt in receipts]


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
