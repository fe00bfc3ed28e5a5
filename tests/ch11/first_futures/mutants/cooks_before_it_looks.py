"""Finds out that there are too few tables while they cook.

Caught by: test_meals_come_in_order_from_as_many_cooks
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


def order_all(dishes: list[str], cook: Callable[[str, int], str], tables: list[int], workers: int) -> list[str]:
    if workers < 1:
        raise ValueError("a table for each dish, and at least one cook")
    with ThreadPoolExecutor(workers) as pool:
        receipts = []
        for number, dish in enumerate(dishes):
            if number == len(tables):
                raise ValueError("no table")
            receipts.append(pool.submit(cook, dish, tables[number]))
        if len(tables) > len(dishes):
            raise ValueError("no dish")
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
