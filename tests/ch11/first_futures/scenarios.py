"""A kitchen that notes what is cooked when, and futures in every state for the board."""

import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial

from grader.worker.stage import Probe, attempt, checkpoint, fetch


class Burnt(Exception):
    """Raised by cook for some dishes."""


def kitchen(student, dishes, tables, workers, burnt=()):
    """All orders of an evening: the meals or the exception, what was cooked, and what was still cooking afterwards."""
    probe, errors, begun, ended = Probe(), {}, [], []

    def cook(dish, table):
        begun.append([dish, table])
        probe(dish)
        checkpoint()
        ended.append(dish)
        if dish in burnt:
            errors[dish] = Burnt(dish)
            raise errors[dish]
        return f"{dish} for {table}"

    try:
        answer = {"meals": student.order_all(dishes, cook, tables, workers)}
    except Exception as error:
        same = [dish for dish, each in errors.items() if each is error]
        answer = {"raised": same[0] if same else type(error).__name__}
    return {**answer, "cooked": sorted(begun), "ended": len(ended), "peak": probe.peak}


def evening(student, seconds, workers):
    """One dish for each number of seconds."""
    tables = list(range(1, len(seconds) + 1))
    dishes = [f"dish {table}" for table in tables]
    return student.order_all(
        dishes, lambda dish, table: fetch(dish, seconds[table - 1])[6:-1] + f" for {table}", tables, workers
    )


def wrong_arguments(student, cases):
    """Each answer, and whether anything was cooked."""
    cooked = []

    def cook(dish, table):
        cooked.append(dish)
        return dish

    return [
        [attempt(student.order_all, dishes, cook, tables, workers), len(cooked)] for dishes, tables, workers in cases
    ]


def future_in(state):
    """A future in the state with that name."""
    future = Future()
    if state == "pending":
        return future
    if state in {"cancelled", "cancelled and told"}:
        future.cancel()
        if state == "cancelled and told":
            future.set_running_or_notify_cancel()
        return future
    future.set_running_or_notify_cancel()
    if state == "failed":
        future.set_exception(Burnt())
    elif state == "raised CancelledError":
        future.set_exception(CancelledError())
    elif state == "returned None":
        future.set_result(None)
    elif state == "returned an exception":
        future.set_result(Burnt())
    elif state == "raised KeyboardInterrupt":
        future.set_exception(KeyboardInterrupt())
    return future


def boards(student, states):
    """The board for each of the states alone, for all of them, and for none."""
    lists = [[future_in(state)] for state in states]
    lists += [[future_in(state) for state in states], []]
    return [sorted(student.board(futures).items()) for futures in lists]


def board_at_work(student):
    """One cook, one dish that begins before we look and one after it; both may end before we have looked."""
    started = threading.Event()

    def first():
        started.set()

    with ThreadPoolExecutor(1) as pool:
        futures = [pool.submit(first), pool.submit(partial(checkpoint, "second"))]
        started.wait()
        before = sorted(student.board(futures[:1]).items())
        both = sorted(student.board(futures).items())
    return {"first": before, "both": both}


def board_while_blocked(student):
    """A dish that is not ready before the board has been looked at, and one that waits for its cook."""
    started, looked = threading.Event(), threading.Event()

    def first():
        started.set()
        looked.wait()

    with ThreadPoolExecutor(1) as pool:
        futures = [pool.submit(first), pool.submit(looked.wait)]
        started.wait()
        try:
            return sorted(student.board(futures).items())
        finally:
            looked.set()
