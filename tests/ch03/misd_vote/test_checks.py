"""Who wins, whatever the order, and when it is known, under exact virtual time."""

from __future__ import annotations

import random

import pytest

from grader.checks import explore

NOBODY = "NoMajority"


def answers(*values):
    return [["raise"] if value == "raise" else ["answer", value] for value in values]


def in_any_order(submission, plans, result, requirement, executions=120):
    outcomes = explore(submission, "any_order", plans, executions=executions)
    return outcomes.always(result, requirement)


def few(submission, plans, result, requirement):
    """In a few orders: the result depends on counting, not on the order."""
    in_any_order(submission, plans, result, requirement, executions=40)


def expected(plans, timeout):
    """(result, seconds): the first moment at which the result is certain."""
    groups, missing, n = [], len(plans), len(plans)
    for seconds, what in sorted(plans, key=lambda plan: plan[0]):
        if timeout is not None and seconds > timeout:
            break
        missing -= 1
        if what != ["raise"]:
            group = next((each for each in groups if each[0] == what[1]), None)
            group.append(what[1]) if group else groups.append([what[1]])
        largest = max(groups, key=len, default=[])
        if 2 * len(largest) > n:
            return largest[0], seconds
        if 2 * (len(largest) + missing) <= n:
            return NOBODY, seconds
    return NOBODY, timeout


def on_time(submission, cases) -> None:
    """Each case takes exactly as long as it must."""
    outcomes = explore(submission, "timetable", cases, executions=4, timing="fair", steps=100_000)
    for number, (plans, timeout) in enumerate(cases):
        result, at = expected(plans, timeout)
        does = ", ".join(f"{'raises' if what == ['raise'] else repr(what[1])} after {s} s" for s, what in plans)
        limit = "" if timeout is None else f", timeout {timeout} s"
        outcomes.always(
            lambda v, n=number, result=result: v[n]["result"] == result,
            f"Programs: {does}{limit}. The result is {result}.",
        )
        outcomes.always(
            lambda v, n=number, at=at: at - 0.01 <= v[n]["seconds"] <= at + 0.2,
            f"Programs: {does}{limit}. The result, {result}, is known after {at} s.",
        )


@pytest.mark.points(2)
def test_more_than_half_wins(submission):
    in_any_order(submission, answers(7, 8, 7), 7, "Two of three agree: their answer wins.")
    in_any_order(
        submission, answers(7, "raise", 7), 7, "Two of three agree, the third one has raised: their answer wins."
    )
    in_any_order(submission, answers(7, 8, 9), NOBODY, "Three different answers: NoMajority.")
    in_any_order(submission, [["double"], ["double"], ["answer", 0]], 42, "Every program is called with x.")


@pytest.mark.points(1)
def test_all_run_at_once(submission):
    for n in (3, 5):
        outcomes = explore(submission, "rendezvous", n, executions=25, timing="fair")
        outcomes.always(
            "all were there", f"All {n} programs run at once: here each waits until all of them have begun."
        )


@pytest.mark.points(2)
def test_the_slow_one_holds_nobody_up(submission):
    on_time(submission, [[[[1.0, ["answer", 5]], [2.0, ["answer", 5]], [100.0, ["answer", 5]]], None]])
    on_time(submission, [[[[100.0, ["answer", 6]], [3.0, ["answer", 5]], [2.0, ["answer", 5]]], None]])


@pytest.mark.hidden
@pytest.mark.points(2)
def test_half_is_not_enough(submission):
    few(
        submission, answers(7, "raise", "raise"), NOBODY, "One of three is no majority, also if the others have raised."
    )
    few(submission, answers("raise", "raise"), NOBODY, "Nobody has answered: NoMajority.")
    few(submission, answers(1, 2), NOBODY, "One of two is half, and that is not enough.")
    few(submission, answers(1, 1), 1, "Two of two agree.")
    few(submission, answers(4), 4, "One of one is a majority.")
    few(submission, answers(1, 1, 2, 2), NOBODY, "Two of four are half, and that is not enough.")
    few(submission, answers([1, 2], [3], [1, 2]), [1, 2], "Answers that are lists are compared with ==.")
    few(submission, answers({"a": 1}, {"a": 1}, "raise"), {"a": 1}, "Answers that are dicts are compared with ==.")
    few(submission, answers(None, None, 3), None, "None is an answer like any other.")
    few(submission, answers("raise", None, "raise"), NOBODY, "Who has raised has not answered None.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_late_is_no_vote(submission):
    one_slow = [[1.0, ["answer", 5]], [100.0, ["answer", 5]], [2.0, ["answer", 5]]]
    two_slow = [[100.0, ["answer", 5]], [1.0, ["answer", 5]], [7.0, ["answer", 5]]]
    on_time(submission, [[one_slow, 5.0], [two_slow, 5.0], [two_slow, 8.0], [two_slow, 0.5]])
    hopeless = [[1.0, ["raise"]], [100.0, ["answer", 5]], [2.0, ["raise"]]]
    on_time(submission, [[hopeless, None], [hopeless, 5.0], [[[1.0, ["answer", 1]], [2.0, ["answer", 2]]], None]])


@pytest.mark.hidden
@pytest.mark.points(1)
def test_any_timetable(submission):
    source = random.Random(11)
    cases = []
    for _ in range(12):
        n = source.randint(1, 6)
        times = source.sample(range(1, 12), n)
        what = [source.choice([["raise"], ["answer", 1], ["answer", 1], ["answer", [2]]]) for _ in range(n)]
        timeout = source.choice([None, None, 3.5, 7.5])
        cases.append([[[float(at), each] for at, each in zip(times, what, strict=True)], timeout])
    for at in range(0, 12, 3):
        on_time(submission, cases[at : at + 3])
    outcomes = explore(submission, "the_same_value", executions=60, timing="fair")
    outcomes.always(
        lambda v: v["the same"] and v["answer"] == [1], "All programs get the very x that was handed over, and no copy."
    )
    outcomes.always(lambda v: v["nobody"] == "ValueError", "A vote of no programs is a ValueError.")
