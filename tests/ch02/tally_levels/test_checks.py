"""Every vote counts, at each level, and boxes are read at the same time."""

from __future__ import annotations

from collections import Counter

import pytest

from grader.checks import call, explore, simulate

LEVELS = ("low", "mid", "high")
LOCKS = {"Lock", "RLock", "allocate_lock", "Semaphore", "BoundedSemaphore", "Condition", "Barrier"}
THREADS = {"Thread", "Timer", "start_new_thread", "start_joinable_thread"}
CHANGED = {"global", "nonlocal"}


def totals(votes, *, candidates=()):
    """What a count of these boxes must give, with a 0 for each of the candidates that nobody voted for."""
    return {**dict.fromkeys(candidates, 0), **Counter(name for box in votes for name in box)}


def counted(submission, level, votes, executions=250):
    """All votes are counted, whatever the order; every box is read once."""
    candidates = [*sorted(totals(votes)), "nobody"]
    wanted = totals(votes, candidates=candidates if level == "low" else ())
    outcomes = explore(submission, "count", level, votes, candidates, executions=executions)
    outcomes.always(lambda v: v["result"] == wanted, f"tally_{level} counts every vote: of {votes} it makes {wanted}.")
    outcomes.always(lambda v: v["reads"] == list(range(len(votes))), f"tally_{level} reads each box once.")
    return outcomes


@pytest.mark.points(2)
def test_low_counts_every_vote(submission):
    counted(submission, "low", [["x", "x"], ["x", "y"]])
    counted(submission, "low", [["x"], ["x"], ["x"]], executions=150)
    seen = call(submission, "busy").value
    assert seen["result"] == seen["others"] + 1, (
        f"one vote, for a cell that others change {seen['others']} times, each time between load and compare_exchange: "
        f"it must have {seen['others'] + 1} in the end, and has {seen['result']}"
    )


@pytest.mark.points(1)
def test_mid_counts_every_vote(submission):
    counted(submission, "mid", [["x", "x"], ["x", "y"]])


@pytest.mark.points(1)
def test_high_counts_every_vote(submission):
    counted(submission, "high", [["x", "x"], ["x", "y"]])
    votes = [["x", "y"], [], ["y"], ["z"]]
    call(submission, "one_after_the_other", votes).returns(
        {"few": [totals(votes)] * 2, "none": "ValueError"},
        "tally_high counts four boxes with one worker and with two; with 0 workers it is a ValueError",
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_boxes_are_read_at_the_same_time(submission):
    for level in LEVELS:
        outcomes = counted(submission, level, [["x"], ["x"]], executions=100)
        outcomes.sometimes(
            lambda v: v["together"] == 2, f"tally_{level} can read two boxes at the same time, and count in between."
        )
    call(submission, "little", LEVELS).returns(
        {level: [{}, {"x": 1}] if level != "low" else [{"x": 0}, {"x": 1}] for level in LEVELS},
        "no boxes at all, and a box without a vote beside a box with one",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_each_level_keeps_to_its_means(submission):
    named = call(submission, "mentions", ["tally_low", "tally_high"]).value
    for level, forbidden, rule in (
        ("low", LOCKS, "has no lock"),
        ("high", LOCKS, "has no lock of its own"),
        ("high", THREADS, "leaves threads to the executor"),
        ("high", CHANGED, "changes no variable that several workers have in common"),
    ):
        found = sorted(set(named[f"tally_{level}"]) & forbidden)
        assert not found, f"tally_{level} {rule}, and its source, or that of what it uses, says {', '.join(found)}"


@pytest.mark.hidden
@pytest.mark.points(2)
def test_a_box_that_cannot_be_read(submission):
    for level in LEVELS:
        outcomes = explore(submission, "spoilt", level, [None, ["x"]], ["x"], executions=100)
        outcomes.always(
            lambda v: v["answer"] == {"raised": "Spoilt"}, f"If a box raises, tally_{level} raises that exception."
        )
        outcomes.always(
            lambda v: v["open"] == 0 and v["later"] == 0,
            f"When tally_{level} raises, no box is being read any more, and none is read later.",
        )
    unknown = explore(submission, "spoilt", "low", [["x", "z"], ["x"]], ["x"], executions=100)
    unknown.always(
        lambda v: v["answer"] == {"raised": "KeyError"} and v["open"] == 0,
        "A vote for somebody without a cell: tally_low raises KeyError, once no box is being read any more.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_four_cores_read_four_boxes_in_the_time_of_one(submission):
    run = simulate(submission, "four_boxes", cores=4, gil=False)
    run.returns({"x": 4}, "four boxes with a vote for x each: x has 4")
    run.takes((1.0, 1.1), "four boxes, each a second of work, take a second on four cores without a GIL")
