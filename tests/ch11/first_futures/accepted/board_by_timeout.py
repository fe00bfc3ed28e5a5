"""The board asks for the exception and does not wait for it; a failure is a result of the dish."""

from concurrent.futures import ThreadPoolExecutor


def order_all(dishes, cook, tables, workers):
    if workers < 1 or len(dishes) != len(tables):
        raise ValueError

    def safe(dish, table):
        try:
            return cook(dish, table), None
        except BaseException as error:
            return None, error

    with ThreadPoolExecutor(workers) as pool:
        pairs = list(pool.map(safe, dishes, tables))
    for _, error in pairs:
        if error is not None:
            raise error
    return [meal for meal, _ in pairs]


def board(futures):
    counts = {"running": 0, "pending": 0, "cancelled": 0, "failed": 0, "done": 0}
    for future in futures:
        running = future.running()
        if future.cancelled():
            counts["cancelled"] += 1
        elif running:
            counts["running"] += 1
        elif not future.done():
            counts["pending"] += 1
        elif future.cancelled():
            counts["cancelled"] += 1
        elif future.exception() is not None:
            counts["failed"] += 1
        else:
            counts["done"] += 1
    return counts
