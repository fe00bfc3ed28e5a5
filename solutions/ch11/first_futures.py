"""Orders and receipts.

A restaurant with a pool of cooks. Who hands an order in gets a receipt for it at once: a Future.

    order_all(dishes, cook, tables, workers)

Calls cook(dish, table) for each dish and the table at the same place in `tables`, in a pool of `workers` threads
(from concurrent.futures, or your own), and returns what the calls returned, in the order of the dishes.

Up to `workers` dishes are cooked at the same time, and never more. Every dish is cooked once, also if another one
fails. If cook raises, then order_all raises: the first exception in the order of the dishes, the very object. In both
cases all dishes have been cooked to their end by then, and the threads of the pool have ended.

ValueError if the two lists differ in length, or if `workers` is less than 1; then nothing is cooked.

    board(futures)

The board on the wall: how many of the futures are pending, running, done, failed and cancelled, as a dict with these
five keys. It does not wait for anything. Each future is counted once:

pending     the call has not begun
running     it has begun and not ended
done        it has returned something, whatever that is
failed      it has raised something, whatever that is
cancelled   somebody called cancel() in time

The pool goes on while you look, so what counts is a state that the future was in at some time during the call of
board.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


def order_all(dishes: list[str], cook: Callable[[str, int], str], tables: list[int], workers: int) -> list[str]:
    """What cook(dish, table) returned for each dish, in order."""
    if len(dishes) != len(tables) or workers < 1:
        raise ValueError("a table for each dish, and at least one cook")
    with ThreadPoolExecutor(workers) as pool:
        receipts = [pool.submit(cook, dish, table) for dish, table in zip(dishes, tables, strict=True)]
    return [receipt.result() for receipt in receipts]


def board(futures: list[Future[Any]]) -> dict[str, int]:
    """How many are pending, running, done, failed and cancelled."""
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
