"""The numbers belong to the calls, whoever makes them and however they end."""

from __future__ import annotations

import pytest

from grader.checks import call, explore, simulate

NOTHING = {"calls": 0, "total": 0, "best": None, "worst": None, "errors": 0}


def numbers(calls, total, best, worst, errors=0):
    return {"calls": calls, "total": total, "best": best, "worst": worst, "errors": errors}


def close(seen, expected):
    """The same numbers, but for what is added up in another order or costs no time."""
    return seen.keys() == expected.keys() and all(
        seen[key] is value if value is None else abs(seen[key] - value) < 0.001 for key, value in expected.items()
    )


@pytest.mark.points(1)
def test_four_calls(submission):
    for how in ("keyword", "decorator"):
        run = call(submission, "four_calls", how)
        run.returns(lambda v: v["before"] == NOTHING, "Before the first call best and worst are None, the others 0.")
        run.returns(
            lambda v: (
                v["given"]
                == [{"value": [3, None, None]}, {"raised": "KeyError"}, {"value": [2, "c", "f"]}, "SystemExit"]
            ),
            "work(...) returns what the function returns and raises what it raises, whatever its arguments are called.",
        )
        run.returns(
            lambda v: close(v["after"], numbers(4, 17, 2, 7, 2)),
            "Calls of 3, 5, 2 and 7 seconds, the second and the fourth raise: 4 calls, 17 seconds, from 2 to 7, 2 "
            "errors. Whoever changes the dict that stats() gave changes nothing.",
        )
        run.returns(lambda v: v["reset"] == NOTHING, "After reset() there have been no calls.")
        if run.output:
            pytest.fail(f"timed prints nothing.\n  It printed {run.output[:80]!r}.", pytrace=False)
    call(submission, "instant").returns(
        lambda v: close(v[0], numbers(1, 0, 0, 0)) and close(v[1], numbers(2, 4, 0, 4)),
        "A call of 0 seconds is a call as well: best stays 0 when one of 4 seconds follows.",
    )


@pytest.mark.points(1)
def test_calls_at_the_same_time(submission):
    outcomes = explore(submission, "together", executions=250)
    outcomes.always(
        lambda v: close(v["stats"], numbers(2, 8, 3, 5)),
        "Two threads are in the function, one takes 3 seconds, the other 5: 2 calls, 8 seconds, from 3 to 5.",
    )
    outcomes.sometimes(lambda v: v["peak"] == 2, "Two calls can run at the same time: timing makes nobody wait.")


@pytest.mark.points(1)
@pytest.mark.hidden
def test_the_numbers_belong_together(submission):
    states = [NOTHING, numbers(1, 3, 3, 3), numbers(2, 8, 3, 5, 1)]
    explore(submission, "watched", executions=250).always(
        lambda v: any(close(v, state) for state in states),
        "One thread makes calls of 3 and of 5 seconds, the second fails. stats() of another thread shows what was true "
        "at one moment: none, the first, or both.",
    )
    explore(submission, "reset_meanwhile", executions=250).always(
        lambda v: v == NOTHING or close(v, numbers(1, 5, 5, 5)),
        "After a call of 3 seconds, reset() and a call of 5 seconds come at the same time: no calls in the end, "
        "or that of 5 seconds.",
    )


@pytest.mark.points(1)
@pytest.mark.hidden
def test_it_is_a_decorator(submission):
    for parentheses in (False, True):
        run = call(submission, "plain", parentheses)
        run.returns(
            lambda v: v["results"] == [[1, 2], [1, 3], 15, 25],
            "@timed and @timed() both decorate functions and methods, which work as before.",
        )
        run.returns(lambda v: v["calls"] == [2, 2], "Each function has numbers of its own.")
        run.returns(
            lambda v: v["name"] == ["work", "What it is for."] and v["signature"],
            "The name, docstring and signature are those of the function.",
        )
    call(submission, "refused").returns(
        ["TypeError"] * 6,
        "Generator functions, coroutine functions and asynchronous generator functions are refused with TypeError, "
        "by @timed and by @timed().",
    )
    call(submission, "recursive", 3).returns(
        lambda v: v["value"] == 3 and close(v["stats"], numbers(4, 10, 1, 4)),
        "A function that calls itself: calls of 1, 2, 3 and 4 seconds, each inside the next, are 4 calls, 10 seconds.",
    )


@pytest.mark.points(1)
@pytest.mark.hidden
def test_the_default_clock(submission):
    call(submission, "nap").returns(
        lambda v: v["calls"] == 1 and 0.01 < v["total"] < 1800,
        "The default clock runs on while a function sleeps, and nobody sets it: a nap of 0.02 s takes a while, and no "
        "negative time, also if the computer's date is set back an hour meanwhile.",
    )
    simulate(submission, "waits").returns(
        lambda v: close(v[0], numbers(2, 8, 4, 4)) and close(v[1], numbers(2, 4, 2, 2)),
        "Two threads wait, each 1 s, 2 s in an inner function and 1 s: outer has 2 calls of 4 s, inner 2 of 2 s.",
    )
