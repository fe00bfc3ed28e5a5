"""asyncio hands the orders to the pool."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def order_all(dishes, cook, tables, workers):
    if len(dishes) != len(tables) or workers < 1:
        raise ValueError("no")

    async def shift(pool):
        loop = asyncio.get_running_loop()
        orders = [loop.run_in_executor(pool, cook, dish, table) for dish, table in zip(dishes, tables, strict=True)]
        return await asyncio.gather(*orders, return_exceptions=True)

    with ThreadPoolExecutor(workers) as pool:
        meals = asyncio.run(shift(pool))
    for meal in meals:
        if isinstance(meal, BaseException):
            raise meal
    return meals


def board(futures):
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
