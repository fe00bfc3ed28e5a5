"""First in, first out, never too full, and nobody sleeps while there is what they wait for."""

from __future__ import annotations

import pytest

from grader.checks import explore, source_facts

IN_TURN = "What the calls give is as if all calls had happened one after the other."


class Closed(Exception):
    pass


class Blocks(Exception):
    """Here the call would wait; so it has not come back."""


class SequentialBuffer:
    """The buffer without threads: calls that have come back, in some order."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.items = []
        self.closed = False

    def key(self):
        return (self.closed, repr(self.items))

    def put(self, item):
        self.put_many([item])

    def put_many(self, items):
        if self.closed:
            raise Closed
        if len(self.items) + len(items) > self.capacity:
            raise Blocks
        self.items += items

    def get(self):
        if self.items:
            return self.items.pop(0)
        raise Closed if self.closed else Blocks

    def close(self):
        self.closed = True

    def len(self):
        return len(self.items)


def as_if_in_turn(submission, capacity, *tasks, before=(), afterwards=(), executions=150):
    outcomes = explore(submission, "operations", capacity, list(before), tasks, list(afterwards), executions=executions)
    outcomes.linearizable(lambda: SequentialBuffer(capacity), IN_TURN)


PUT_1, PUT_2, PUT_9 = (["put", item] for item in (1, 2, 9))
GET, CLOSE, LEN = ["get"], ["close"], ["len"]


@pytest.mark.points(4)
def test_two_producers_and_two_consumers(submission):
    as_if_in_turn(submission, 1, [GET], [GET], [PUT_1], [PUT_2], executions=400)
    as_if_in_turn(submission, 1, [PUT_1, PUT_2], [GET, GET], executions=150)


@pytest.mark.points(2)
def test_used_by_one_thread(submission):
    outcomes = explore(submission, "alone", executions=5)
    outcomes.always(
        lambda v: v == ALONE,
        "First in, first out; put_many adds a copy; more than fit is a ValueError and adds nothing.",
    )
    sizes = explore(submission, "capacities", executions=5)
    sizes.always([{"raised": "ValueError"}] * 2 + [{"value": 0}], "A capacity of less than 1 is a ValueError.")


@pytest.mark.hidden
@pytest.mark.points(3)
def test_many_go_in_together(submission):
    as_if_in_turn(submission, 2, [["put_many", [1, 2]]], [["put_many", [3, 4]], LEN], [GET, GET], afterwards=[GET, GET])
    as_if_in_turn(submission, 3, [["put_many", [1, 2]]], [PUT_9, LEN], afterwards=[GET, GET, GET], executions=100)
    as_if_in_turn(submission, 2, [GET], [GET], [["put_many", [1, 2]]])
    as_if_in_turn(submission, 2, [["put_many", [1, 2]]], [GET, GET], [LEN], before=[PUT_9], afterwards=[GET])


@pytest.mark.hidden
@pytest.mark.points(3)
def test_closing_wakes_everybody(submission):
    as_if_in_turn(submission, 1, [GET], [GET], [CLOSE], afterwards=[GET, PUT_1, LEN])
    as_if_in_turn(submission, 1, [PUT_1], [PUT_2], [CLOSE], before=[PUT_9], afterwards=[GET, GET, PUT_1, CLOSE])
    as_if_in_turn(submission, 2, [PUT_1, CLOSE], [GET], [GET], afterwards=[GET])
    as_if_in_turn(submission, 2, [["put_many", [1, 2]]], [CLOSE], [GET], before=[PUT_9], afterwards=[GET, GET, GET])


@pytest.mark.hidden
@pytest.mark.points(1)
def test_never_too_full(submission):
    as_if_in_turn(submission, 1, [PUT_1], [PUT_2], [GET, LEN, GET], before=[PUT_9], afterwards=[LEN, GET])
    as_if_in_turn(submission, 2, [PUT_1], [PUT_2], [LEN, GET, LEN], before=[PUT_9], afterwards=[LEN, GET, GET])


@pytest.mark.hidden
@pytest.mark.points(1)
def test_who_waits_sleeps(submission):
    long = 1_000_000.0
    for full, calls, got in ((False, [["put", 7]], 7), (True, [["get"]], None), (False, [["close"]], "Closed")):
        outcomes = explore(submission, "waits", full, long, calls, executions=30, timing="fair")
        outcomes.always(
            {"got": got, "seconds": 1_000_000},
            "Who waits in get or put sleeps for a million seconds if nothing happens, and goes on when it does.",
        )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_only_locks_and_conditions(submission):
    facts = source_facts(submission)
    modules = {name.partition(".")[0] for name in facts.imports}
    names = {name.rpartition(".")[2] for name in [*facts.imports, *facts.calls]}
    banned = sorted(modules & MODULES) + sorted(names & NAMES)
    assert not banned, f"only threading.Lock, RLock and Condition are to be used; found: {', '.join(banned)}"


MODULES = {"_queue", "_thread", "asyncio", "concurrent", "multiprocessing", "queue", "sched"}
NAMES = {"Barrier", "BoundedSemaphore", "Event", "Semaphore", "sleep"}


def value(v=None):
    return {"value": v}


ALONE = [
    value(0),
    value(),
    value(),
    value(),
    value(3),
    value({"a": 1}),
    {"raised": "ValueError"},
    value(),
    value(),
    value(3),
    value(),
    value(5),
    value(0),
]
