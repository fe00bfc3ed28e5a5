"""Asks all for each state in turn, so that one is counted twice or never.

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
    counts["pending"] = sum(not f.done() and not f.running() for f in futures)
    counts["running"] = sum(f.running() for f in futures)
    counts["cancelled"] = sum(f.cancelled() for f in futures)
    ended = [f for f in futures if f.done() and not f.cancelled()]
    counts["failed"] = sum(f.exception() is not None for f in ended)
    counts["done"] = len(ended) - counts["failed"]
    return counts
