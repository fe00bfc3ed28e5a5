"""Cooks of our own, who take the next order from a list; the board looks until nothing has changed."""

import threading
from collections import Counter

NAMES = ("pending", "running", "done", "failed", "cancelled")


def order_all(dishes, cook, tables, workers):
    if len(dishes) != len(tables):
        raise ValueError("tables")
    if workers <= 0:
        raise ValueError("workers")
    orders = list(enumerate(zip(dishes, tables, strict=True)))[::-1]
    meals, errors = {}, {}

    def work():
        while True:
            try:
                number, (dish, table) = orders.pop()
            except IndexError:
                return
            try:
                meals[number] = cook(dish, table)
            except BaseException as error:
                errors[number] = error

    threads = [threading.Thread(target=work) for _ in range(min(workers, len(dishes)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return [meals[number] for number in range(len(dishes))]


def ended(future):
    if future.cancelled():
        return "cancelled"
    return "failed" if future.exception() else "done"


def state(future):
    while True:
        if future.done():
            return ended(future)
        if future.running():
            return "running"
        if not future.done() and not future.running():
            return "pending" if not future.done() else ended(future)


def board(futures):
    counted = Counter(map(state, futures))
    return {name: counted[name] for name in NAMES}
