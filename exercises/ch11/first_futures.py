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
    # TODO: who cooks here, and when does the second order go to the kitchen?
    pool = ThreadPoolExecutor(workers)
    meals = []
    for dish, table in zip(dishes, tables, strict=True):
        receipt = pool.submit(cook(dish, table))
        meals.append(receipt.result())
    return meals


def board(futures: list[Future[Any]]) -> dict[str, int]:
    """How many are pending, running, done, failed and cancelled."""
    counts = dict.fromkeys(("pending", "running", "done", "failed", "cancelled"), 0)
    # TODO: there are five states, and done() tells only two groups apart.
    for future in futures:
        counts["done" if future.done() else "pending"] += 1
    return counts
