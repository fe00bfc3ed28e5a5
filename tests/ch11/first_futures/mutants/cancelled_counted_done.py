"""A cancelled future is done.

Caught by: test_the_board_knows_five_states
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
        if future.running():
            state = "running"
        elif not future.done():
            state = "pending"
        elif future.cancelled() or not future.exception():
            state = "done"
        else:
            state = "failed"
        counts[state] += 1
    return counts
