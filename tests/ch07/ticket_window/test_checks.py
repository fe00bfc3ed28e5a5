"""Everybody is served once, whatever the order; the windows close, whatever happened."""

from __future__ import annotations

import pytest

from grader.checks import explore, source_facts

ENDED = "All threads have ended when serve_all returns."


def served(*names, rude=()):
    return {name: {"raised": "Trouble"} if name in rude else f"served {name}" for name in names}


def day(submission, names, windows, rude=(), door=None, executions=150):
    """One day, explored: who is in, is served once, and is in the result."""
    inside = names[:door]
    outcomes = explore(submission, "day", names, windows, rude, door, executions=executions)
    outcomes.always(lambda v: v["served"] == sorted(inside), "Each customer is served exactly once.")
    if door is None:
        outcomes.always(
            lambda v: v["results"] == served(*inside, rude=rude) and v["raised"] is None,
            "The result has for each customer what serve returned, or the exception that it raised.",
        )
    else:
        outcomes.always(lambda v: v["raised"] == "Trouble", "What the customers raise is raised from serve_all.")
    outcomes.nothing_left(ENDED)


@pytest.mark.points(2)
def test_everybody_is_served_once(submission):
    day(submission, ["ann", "bob", "cy"], 2, executions=300)


@pytest.mark.points(1)
def test_one_window_keeps_the_order(submission):
    outcomes = explore(submission, "order", ["cy", "ann", "bob"], executions=100)
    outcomes.always(["cy", "ann", "bob"], "One window serves the customers in the order of their arrival.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_every_window_closes(submission):
    day(submission, ["ann"], 3)
    day(submission, [], 2, executions=60)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_serve_may_raise(submission):
    day(submission, ["ann", "bob", "cy", "dan"], 1, rude=["ann", "bob", "cy"])
    day(submission, ["ann", "bob", "cy"], 2, rude=["ann", "bob"])


@pytest.mark.hidden
@pytest.mark.points(1)
def test_the_customers_may_raise(submission):
    day(submission, ["ann", "bob", "cy"], 2, door=2)
    day(submission, ["ann"], 1, door=0, executions=60)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_windows_work_together_and_read_no_more_than_they_need(submission):
    two = explore(submission, "crowd", ["ann", "bob", "cy"], 2, executions=150)
    two.sometimes(lambda v: v["at once"] == 2, "Two windows can serve at the same time.")
    two.always(lambda v: v["at once"] <= 2, "Two windows never serve more than two at the same time.")
    two.always(lambda v: v["elsewhere"] is False, "The customers are gone through in the calling thread only.")
    one = explore(submission, "crowd", list("abcdefg"), 1, executions=60)
    one.always(
        lambda v: v["at once"] <= 1 and v["ahead"] <= 3,
        "With one window, never more than 3 customers have been taken and not been served to the end.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_unusual_customers_and_windows(submission):
    unusual = explore(submission, "plain_list", executions=30)
    unusual.always(
        [["''", [""]], ["('a', 1)", [["a", 1]]], ["0", [0]], ["None", [None]]],
        "None, 0, an empty string and a tuple are customers like any other.",
    )
    none = explore(submission, "no_windows", executions=10)
    none.always(
        {"answers": [{"raised": "ValueError"}] * 2, "taken": 0},
        "Less than one window is a ValueError, and no customer is taken.",
    )
    calls = {name.rpartition(".")[2] for name in source_facts(submission).calls}
    assert not calls & {"sleep", "empty"}, "sleep() and empty() order nothing, and are not to be called here"
