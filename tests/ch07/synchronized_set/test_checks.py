"""All calls answer as if they had happened one after the other; sets do not wait for each other."""

from __future__ import annotations

import pytest

from grader.checks import call, explore


class SequentialSet:
    """The same operations without threads. pop is told which item came out."""

    def __init__(self, start):
        self.inside = frozenset(start)

    def key(self):
        return self.inside

    def add(self, x):
        new = x not in self.inside
        self.inside |= {x}
        return new

    def discard(self, x):
        there = x in self.inside
        self.inside -= {x}
        return there

    def remove(self, x):
        if not self.discard(x):
            raise KeyError(x)

    def pop(self, x=None):
        if not self.inside:
            raise KeyError("empty")
        if x not in self.inside:
            x = min(self.inside)
        self.inside -= {x}
        return x

    def update(self, items):
        self.inside |= set(items)

    def contains(self, x):
        return x in self.inside

    def len(self):
        return len(self.inside)

    def items(self):
        return sorted(self.inside)


def as_if_in_turn(submission, start, *tasks, executions=120):
    outcomes = explore(submission, "operations", start, tasks, executions=executions)
    outcomes.linearizable(
        lambda: SequentialSet(start), "The answers are as if all calls had happened one after the other."
    )


@pytest.mark.points(1)
def test_exactly_one_adder_hears_true(submission):
    one = explore(submission, "adders", [7, 7], executions=200)
    one.always(
        lambda v: (
            [v["answers"].count(said) for said in (True, False)] == [1, 1]
            and v["items"] == [7]
            and v["len"] == value(1)
        ),
        "Two threads add the same item: exactly one hears True, and it is in the set once.",
    )
    two = explore(submission, "adders", [7, 8], executions=100)
    two.always(
        {"answers": [True, True], "items": [7, 8], "len": value(2)}, "Two threads add different items: both hear True."
    )


@pytest.mark.points(1)
def test_the_decorator(submission):
    seen = explore(submission, "decorated", executions=10)
    seen.always(
        lambda v: (
            v["names"]
            == [["work", "Work for a while."], ["fail", "Raise."], ["outer", "Call another synchronized method."]]
        ),
        "A synchronized method keeps its name and its docstring.",
    )
    seen.always(
        lambda v: (
            v["results"]
            == [
                ["a", 0],
                ["b", 5],
                {"raised": "Broken"},
                {"raised": "TypeError"},
                [["c", 1], {"raised": "Broken"}, ["c", 2]],
            ]
            and v["others"] == [["other thread", 0]]
        ),
        "Arguments, results and exceptions pass through, and afterwards another thread can use the object.",
    )
    same = explore(submission, "decorated_together", True, executions=150)
    same.always(
        lambda v: ["first", "second"] not in v["together"],
        "Two threads are never inside synchronized methods of one object at the same time.",
    )
    apart = explore(submission, "decorated_together", False, executions=100)
    apart.sometimes(
        lambda v: ["first", "second"] in v["together"],
        "Two threads can be inside synchronized methods of different objects at the same time.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_as_if_one_after_the_other(submission):
    as_if_in_turn(submission, [], [["add", 1], ["len"]], [["add", 1]], [["discard", 1]])
    as_if_in_turn(submission, [1], [["remove", 1]], [["remove", 1]], [["discard", 1], ["contains", 1]])
    as_if_in_turn(submission, [1, 2], [["pop"]], [["pop"]], [["pop"], ["len"]])
    as_if_in_turn(submission, [], [["update", [1, 2, 3]]], [["len"], ["contains", 3]], [["items"], ["discard", 1]])
    seen = explore(submission, "alone", executions=5)
    seen.always(
        lambda v: v["results"] == ALONE and v["empty"] == value(0),
        "Used by one thread, it answers as its docstring says.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_loop_sees_one_moment_and_holds_nothing(submission):
    middle = explore(submission, "loop_in_the_middle", executions=60)
    middle.always(
        {"seen": [1, 2, 3], "raised": None, "items": [1, 3, 8, 9]},
        "A loop that has begun goes through the items of one moment, and others can change the set meanwhile.",
    )
    beside = explore(submission, "loops_and_adders", executions=120)
    beside.always(lambda v: v in ([1], [1, 2], [1, 2, 3]), "A loop sees the items that were in the set at one moment.")
    failed = explore(submission, "after_an_error", executions=10)
    failed.always(
        {"raised": [{"raised": "KeyError"}, {"raised": "KeyError"}, {"raised": "TypeError"}], "then": [True]},
        "After a call that raised, another thread can use the set.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_sets_do_not_wait_for_each_other(submission):
    apart = explore(submission, "two_sets", executions=100)
    apart.sometimes(
        lambda v: ["left", "right"] in v, "Two threads that use different sets can be inside them at the same time."
    )
    crossed = explore(submission, "crossed_updates", executions=120)
    crossed.always([[1, 2], [1, 2]], "a.update(b) beside b.update(a): both have both items.")
    doors = call(submission, "open_doors")
    doors.returns([], "No method inherited from set changes the set without the lock.")


def value(v):
    return {"value": v}


ALONE = [
    value(2),
    value(True),
    value(False),
    value(True),
    value(True),
    value(True),
    value(False),
    value(None),
    {"raised": "KeyError"},
    value([1, 2]),
    value(None),
    value(None),
    value([1, 2, 4, 5]),
    value([1, 2, 4, 5]),
    {"raised": "KeyError"},
    value([]),
]
