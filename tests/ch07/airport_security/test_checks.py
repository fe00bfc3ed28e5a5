"""By rank, then by arrival; nobody who was let in is forgotten, and nobody waits at a closed check."""

from __future__ import annotations

import pytest

from grader.checks import explore

ANN, BOB, CY = ({"name": name} for name in ("ann", "bob", "cy"))


class Closed(Exception):
    pass


class Blocks(Exception):
    """Here the call would wait; so it has not come back."""


class SequentialSecurity:
    """The check without threads: calls that have come back, in some order."""

    def __init__(self):
        self.line = []
        self.count = 0
        self.closed = False

    def key(self):
        return (self.closed, repr(self.line))

    def arrive(self, rank, passenger):
        if self.closed:
            raise Closed
        self.count += 1
        self.line.append((rank, self.count, passenger))

    def next(self):
        if self.line:
            first = min(self.line, key=lambda each: each[:2])
            self.line.remove(first)
            return first[2]
        raise Closed if self.closed else Blocks

    def close(self):
        self.closed = True


def as_if_in_turn(submission, *tasks, afterwards=(), executions=200):
    outcomes = explore(submission, "operations", tasks, list(afterwards), executions=executions)
    outcomes.linearizable(
        SequentialSecurity,
        "What next returns is as if all calls had happened one after the other, by rank and arrival.",
    )


def values(*passengers):
    return [{"value": passenger} for passenger in passengers]


@pytest.mark.points(2)
def test_by_rank_then_by_arrival(submission):
    names = explore(submission, "line", [[2, "bob"], [1, "zoe"], [10, "ann"], [0, "eve"]], executions=5)
    names.always(values("eve", "zoe", "bob", "ann"), "Who has the lowest rank is next.")
    ties = explore(submission, "line", [[1, "zoe"], [2, "dan"], [1, "ann"], [1, "kim"]], executions=5)
    ties.always(values("zoe", "ann", "kim", "dan"), "Of the same rank, who came first is next.")
    odd = explore(submission, "line", [[0, BOB], [-1, CY], [0, ANN], [0, None], [-7, 5]], executions=5)
    odd.always(values(5, CY, BOB, ANN, None), "Anything can be a passenger, and ranks may be negative.")
    then = explore(submission, "turns", [[1, "x"], [2, "m"]], [[2, "c"], [1, "d"], [2, "b"]], executions=5)
    then.always(
        [*values("x", "d", "m", "c", "b"), {"raised": "Empty"}],
        "Arrival counts among those of the same rank, also when some have been checked already; then Empty.",
    )


@pytest.mark.points(1)
def test_those_who_wait_hear_that_it_is_closed(submission):
    as_if_in_turn(submission, [["next"]], [["next"]], [["close"]], afterwards=[["next"], ["arrive", 1, ANN], ["next"]])


@pytest.mark.hidden
@pytest.mark.points(2)
def test_passengers_and_checkers(submission):
    as_if_in_turn(submission, [["arrive", 1, ANN]], [["arrive", 1, BOB]], [["next"]], [["next"]])
    as_if_in_turn(submission, [["arrive", 2, ANN], ["arrive", 1, BOB]], [["next"]], [["arrive", 1, CY], ["next"]],
                  afterwards=[["next"]])  # fmt: skip
    as_if_in_turn(submission, [["arrive", 1, ANN]], [["arrive", 1, BOB]], [["arrive", 0, CY]],
                  afterwards=[["next"], ["next"], ["next"]])  # fmt: skip


@pytest.mark.hidden
@pytest.mark.points(2)
def test_who_was_let_in_is_checked(submission):
    as_if_in_turn(submission, [["arrive", 1, ANN]], [["close"]], [["next"]], afterwards=[["next"], ["next"]])
    as_if_in_turn(submission, [["arrive", 5, ANN], ["close"]], [["next"]], [["next"]], afterwards=[["next"]])
    as_if_in_turn(
        submission, [["arrive", 9, ANN], ["arrive", 8, BOB]], [["close"], ["close"]], afterwards=[["next"]] * 3
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_after_closing(submission):
    closed = {"raised": "Closed"}
    outcomes = explore(submission, "after_closing", executions=10)
    outcomes.always(
        [closed, *values("ann", "bob"), closed, closed, closed, closed, closed],
        "After close, arrive raises Closed; next first returns those in line, then raises Closed, again and again.",
    )


def in_time(seen, expected):
    """The same answers, and each at most a quarter of a second late: looking again now and then is allowed."""
    pairs = zip(sorted(seen, key=by_answer), sorted(expected, key=by_answer), strict=True)
    return all(a["got"] == b["got"] and b["seconds"] <= a["seconds"] <= b["seconds"] + 0.25 for a, b in pairs)


def by_answer(each):
    return str(each["got"]), each["seconds"]


@pytest.mark.hidden
@pytest.mark.points(2)
def test_how_long_next_waits(submission):
    def got(who, seconds):
        return {"got": who, "seconds": seconds}

    for timeouts, at, what, expected, sentence in (
        (
            [2.0, 0.0],
            3.0,
            ["arrive", 1, "late"],
            [got("Empty", 2.0), got("Empty", 0.0)],
            "With a timeout of 2, next raises queue.Empty after 2 seconds; with 0, at once.",
        ),
        (
            [9.0, None],
            1.0,
            ["close"],
            [got("Closed", 1.0)] * 2,
            "Those who wait with or without a timeout hear at once of the closing.",
        ),
        (
            [2.0, 2.0],
            1.0,
            ["arrive", 1, "ann"],
            [got("Empty", 2.0), got("ann", 1.0)],
            "Two wait with a timeout of 2, one passenger comes after 1 second: the other checker hears Empty after 2.",
        ),
    ):
        outcomes = explore(submission, "waiting", timeouts, at, what, executions=60, timing="fair")
        outcomes.always(lambda v, expected=expected: in_time(v, expected), sentence)
