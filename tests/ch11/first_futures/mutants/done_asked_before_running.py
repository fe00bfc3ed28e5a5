"""Asks done(), then running(): who ends in between seems not to have begun.

Caught by: test_the_board_while_the_kitchen_works
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


def order_all(dishes: list[str], cook: Callable[[str, int], str], tables: list[int], workers: int) -> list[str]:
    if len(dishes) != len(tables) or workers < 1:
        raise ValueError("a table for each dish, and at least one cook")
    with ThreadPoolExecutor(workers) as pool:
        receipts = [pool.submit(cook, dish, table) for dish, table in zip(dishes, tables, strict=True)]
    return [receipt.result() for receipt in receipts]


def board(futures: list[Future[Any]]) -> dict[str, int]:
    counts = dict.fromkeys(("pending", "running", "done", "failed", "cancelled"), 0)
    for future in futures:
        if not future.done():
            state = "running" if future.running() else "pending"
        elif future.cancelled():
            state = "cancelled"
        else:
            state = "done" if future.exception() is None else "failed"
        counts[state] += 1
    return counts
