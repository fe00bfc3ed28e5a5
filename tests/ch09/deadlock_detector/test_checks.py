"""An error when a circle is there, none when there is not, and nobody waits for ever. The kit keeps its own book."""

from __future__ import annotations

import pytest

from grader.checks import call, explore

CIRCLES = (
    ({}, None),
    ({"a": "b"}, None),
    ({"a": "b", "b": "c", "d": "c"}, None),
    ({"a": "a"}, ["a"]),
    ({"b": "a", "a": "b"}, ["a", "b"]),
    ({"c": "a", "b": "c", "a": "b"}, ["a", "b", "c"]),
    ({"m": "z", "z": "k", "k": "m"}, ["k", "m", "z"]),
    ({"a": "c", "c": "d", "d": "c"}, ["c", "d"]),
    ({"x": "y", "y": "x", "n": "o", "o": "n"}, ["n", "o"]),
    ({"a": "z", "z": "y", "y": "z", "m": "n", "n": "m"}, ["m", "n"]),
)


def real(value) -> bool:
    return all(error["real"] for error in value["errors"])


def smallest_first(value) -> bool:
    return all(error["cycle"][0] == min(error["cycle"]) for error in value["errors"])


def judged(outcomes, most: int):
    """Errors are real, and no more of them than circles can come about."""
    outcomes.always(real, "Who gets a DeadlockError is in a circle: each task in .cycle wants what the next one holds.")
    outcomes.always(smallest_first, "A cycle begins with its smallest name.")
    outcomes.always(lambda v: len(v["errors"]) <= most, "Only the task that closes the circle gets an error.")
    return outcomes


@pytest.mark.points(3)
def test_find_cycle(submission):
    answer = call(submission, "circles", [graph for graph, _ in CIRCLES]).value
    for (graph, expected), found in zip(CIRCLES, answer["found"], strict=True):
        if found != expected:
            pytest.fail(f"find_cycle({graph}) must be {expected}, and is {found}.", pytrace=False)
    if not answer["unchanged"]:
        pytest.fail("find_cycle leaves the dictionary as it is.", pytrace=False)
    found = call(submission, "long_chains", 2_000).value
    if found != [None, 2_001]:
        pytest.fail("find_cycle copes with thousands of tasks in a row, and in a ring.", pytrace=False)


@pytest.mark.points(4)
def test_opposite_order(submission):
    """Two tasks take two locks in opposite orders, and then use each of them once more."""
    plans = [[["a", "b"], ["a"], ["b"]], [["b", "a"], ["b"], ["a"]]]
    outcomes = judged(explore(submission, "plans", plans, executions=300), 1)
    outcomes.always(
        lambda v: sum(done.count(False) for done in v["done"]) == len(v["errors"]), "Who gets no error gets the lock."
    )
    outcomes.always(
        lambda v: all(done[1:] == [True, True] for done in v["done"]),
        "After an error all go on: with the next locks, too.",
    )
    ring = judged(explore(submission, "in_a_ring", 2, executions=100), 1)
    ring.always(
        lambda v: len(v["errors"]) == 1,
        "Each of two tasks holds a lock and asks for the other one: one of them gets an error.",
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_three_in_a_circle(submission):
    outcomes = judged(explore(submission, "in_a_ring", 3, executions=150), 1)
    outcomes.always(
        lambda v: [error["cycle"] for error in v["errors"]] == [["A", "B", "C"]] and v["done"].count(True) == 2,
        "A waits for B, B for C, C for A: one of them gets the error, with this circle, and the two others finish.",
    )


@pytest.mark.hidden
@pytest.mark.points(3)
def test_no_false_alarm(submission):
    for tasks in (
        [[["a", "b"]], [["a", "b"]]],
        [[["a"], ["a"]], [["a"], ["b"]]],
        [[["a", "b"]], [["b"], ["a"]]],
        [[["gate", "a", "b"]], [["gate", "b", "a"]]],
        [[["a", "b"]], [["b", "c"]], [["a", "c"]]],
    ):
        outcomes = explore(submission, "plans", tasks, executions=120)
        outcomes.always(lambda v: v["errors"] == [], "No circle can come about here, so nobody gets an error.")
        outcomes.always(lambda v: all(map(all, v["done"])), "Who gets no error gets the lock.")
    outcomes = explore(submission, "one_after_the_other", [["a", "b"], ["b", "a"]], executions=10)
    outcomes.always(
        {"done": [True, True], "errors": []},
        "One order, and later, when all locks are free again, the other order: that is no circle.",
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_a_lock_that_changes_hands(submission):
    """Who waits for a lock waits for whoever holds it now, also when that is somebody else than at first."""
    for tasks in ([[["a"], ["c"]], [["c", "a"]]], [[["a"], ["c"]], [["a", "c"]], [["c", "a"]]]):
        outcomes = judged(explore(submission, "plans", tasks, executions=250), len(tasks) - 2)
        outcomes.always(
            lambda v: sum(done.count(False) for done in v["done"]) == len(v["errors"]),
            "Who gets no error gets the lock.",
        )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_own_lock_and_strangers(submission):
    outcomes = explore(submission, "alone", executions=20)
    no = {"raised": "RuntimeError"}
    outcomes.always(lambda v: v["again"] == [True], "Who asks for a lock that it holds is a circle of one.")
    outcomes.always(
        lambda v: v["free"] == v["stranger"] == v["twice"] == no and v["release"] == {"value": None},
        "Only who holds a lock can release it; for others, and for a free lock, it is a RuntimeError.",
    )
    outcomes.always(
        lambda v: v["entered"] and v["body"] == {"raised": "KeyError"} and v["next"] == "in",
        "`with lock` gives the lock, and gives it back when something is raised inside.",
    )
