"""The six legal steps and no other one; and what can be seen of a real thread."""

from __future__ import annotations

import pytest

from grader.checks import call, explore

STATES = ("new", "runnable", "running", "waiting", "dead")
EVENTS = ("start", "schedule", "preempt", "block", "wake", "finish")
STEPS = {
    ("new", "start"): "runnable",
    ("runnable", "schedule"): "running",
    ("running", "preempt"): "runnable",
    ("running", "block"): "waiting",
    ("running", "finish"): "dead",
    ("waiting", "wake"): "runnable",
}
WAY = {
    "new": [],
    "runnable": ["start"],
    "running": ["start", "schedule"],
    "waiting": ["start", "schedule", "block"],
    "dead": ["start", "schedule", "finish"],
}
LONG = ["start", "schedule", "preempt", "schedule", "block", "wake", "schedule", "block", "wake", "schedule", "finish"]
ERROR = "IllegalTransition"


def expected(events):
    """What a life with these events tells."""
    state, told = "new", [["new"]]
    for event in events:
        if (state, event) in STEPS:
            state = STEPS[state, event]
            told.append(["returned", state, state])
        else:
            told.append(["raised", ERROR if event in EVENTS else "ValueError", state])
    return told


def judge(submission, stories) -> None:
    told = call(submission, "lives", stories).value
    for events, seen in zip(stories, told, strict=True):
        for at, (want, got) in enumerate(zip(expected(events), seen, strict=True)):
            if want != got:
                pytest.fail(complaint(events, at, want, got), pytrace=False)


def complaint(events, at, want, got) -> str:
    if at == 0:
        return f"A new Life is in the state 'new', and this one is in {got[0]!r}."
    before = expected(events)[at - 1][-1]
    rule = f"the state is then {want[1]!r}" if want[0] == "returned" else f"that is {want[1]} and stays {want[2]!r}"
    return (
        f"A thread that is {before}, and the event {events[at - 1]!r}: {rule}.\n"
        f"Here fire {got[0]} {got[1]!r} and the state is {got[2]!r}, after {', '.join(events[: at - 1]) or 'no event'}."
    )


@pytest.mark.points(1)
def test_a_thread_lives_and_dies(submission):
    judge(submission, [LONG, ["start", "schedule", "finish"]])


@pytest.mark.points(1)
def test_six_things_cannot_happen(submission):
    pairs = [
        ("new", "schedule"),
        ("runnable", "start"),
        ("runnable", "finish"),
        ("waiting", "schedule"),
        ("waiting", "finish"),
        ("dead", "start"),
    ]
    judge(submission, [[*WAY[state], event] for state, event in pairs])


@pytest.mark.points(1)
def test_a_thread_seen_from_outside(submission):
    for how in ("return", "exit"):
        outcomes = explore(submission, "ends", how, executions=50)
        for moment, state, when in (
            ("before", "new", "A thread that was not started is new."),
            ("inside", "alive", "A thread that asks about itself is alive."),
            ("after", "dead", "A thread that has ended is dead."),
            ("main", "alive", "The main thread is alive."),
        ):
            outcomes.always(lambda v, moment=moment, state=state: v[moment] == state, when)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_all_thirty_pairs(submission):
    stories = [[*WAY[state], event, "start", "schedule"] for state in STATES for event in EVENTS]
    unknown = [[*WAY[state], event, "start"] for state in STATES for event in ("join", "run", "")]
    judge(submission, [*stories, *unknown, [*LONG, "wake", "start", "finish"]])
    two = call(submission, "side_by_side")
    two.returns({"first": "waiting", "second": "runnable", "third": "new"}, "Each Life has a state of its own.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_join_kills_nobody(submission):
    for daemon in (False, True):
        outcomes = explore(submission, "blocked", daemon, executions=100)
        outcomes.always(
            lambda v: v["expired"] == v["again"] == "alive",
            "A join whose timeout is over has ended nothing: the thread still waits for its event, and is alive.",
        )
        outcomes.always(lambda v: v["after"] == "dead", "After a join without a timeout the thread is dead.")
    outcomes = explore(submission, "many_eyes", executions=300)
    outcomes.always(
        lambda v: all(sorted(v[who]) == v[who] and set(v[who]) <= {"alive", "dead"} for who in ("first", "second")),
        "A started thread is alive and then dead, whoever looks; it is not new, and does not come back to life.",
    )
    outcomes.always(lambda v: v["after"] == "dead", "After a join the thread is dead.")
