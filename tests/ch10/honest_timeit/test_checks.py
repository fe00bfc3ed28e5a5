"""A scripted clock: what best() says is exact, so what it timed is known."""

from __future__ import annotations

import pytest

from grader.checks import call

# Three repeats of two calls. The fastest repeat is the second one, 8 ticks; the fastest call is in the third.
NOISY = [4, 8, 2, 6, 1, 9]
ORDER = ["setup", "fn", "fn"] * 3


def require(seen, expected, sentence):
    if seen != expected:
        pytest.fail(f"{sentence}\n  Seen {seen!r}, expected {expected!r}.", pytrace=False)


@pytest.mark.points(2)
def test_best_of_the_repeats(submission):
    run = call(submission, "measured", NOISY, 2, 3, 0)
    run.returns(
        lambda v: v["result"] == {"value": 4.0},
        "Three repeats of 2 calls take 12, 8 and 10 ticks: best() is the fastest repeat's time for one call, 4 ticks.",
    )
    run.returns(
        lambda v: v["order"] == ORDER,
        "setup is called once before each repeat, fn `number` times in each, and nothing more.",
    )
    run.returns(lambda v: 2 <= v["reads"] <= 6, "The timer is read at most twice for each repeat.")
    if run.output:
        pytest.fail(f"best() prints nothing.\n  It printed {run.output[:60]!r}.", pytrace=False)


@pytest.mark.points(1)
def test_only_fn_is_timed(submission):
    call(submission, "measured", NOISY, 2, 3, 1000).returns(
        lambda v: v["result"] == {"value": 4.0},
        "setup takes 1000 ticks: best() is what it is without a setup that takes so long.",
    )
    call(submission, "without_setup").returns([4.0, 4.0], "best(fn, number, repeat, timer), with or without setup.")


@pytest.mark.points(1)
@pytest.mark.hidden
def test_garbage_collection_is_off_and_then_as_before(submission):
    for before in (True, False):
        word = "on" if before else "off"
        good = call(submission, "measured", NOISY, 2, 3, 1, before)
        good.returns(lambda v: v["gc while fn runs"] == [False], "Garbage collection is off while fn runs.")
        good.returns(lambda v: v["gc as before"], f"Garbage collection, {word} before, is {word} afterwards.")
        for who, at in (("fn", (3, None)), ("setup", (None, 2))):
            bad = call(submission, "measured", NOISY, 2, 3, 1, before, *at)
            bad.returns(lambda v: v["result"] == {"raised": "KeyError"}, "What fn or setup raises goes to the caller.")
            bad.returns(
                lambda v: v["gc as before"],
                f"Garbage collection, {word} before, is {word} afterwards, also when {who} raises.",
            )
    call(submission, "refused").returns(
        {"raised": ["ValueError"] * 6, "calls": 0},
        "number or repeat less than 1: ValueError, and nothing has been called.",
    )


@pytest.mark.points(1)
@pytest.mark.hidden
def test_how_many_and_which(submission):
    rows = (([1], 1, 1), ([1], 2, 2), ([1], 3, 5), ([1], 1001, 2000), ([8], 205, 50))
    seen = call(submission, "table", "enough", [row[:2] for row in rows]).value
    for (ticks, at_least, number), row in zip(rows, seen, strict=True):
        require(
            row["number"],
            number,
            f"A call takes {ticks[0]} tick(s), {at_least} are wanted: of 1, 2, 5, 10, 20, 50, ... it is {number}.",
        )
    call(submission, "enough", [150, 1], 200).returns(
        {"number": 200, "calls": 388},
        "The first call takes 150 ticks, all others 1, and 200 ticks are wanted: 1, 2, 5, ..., 100, 200 calls are "
        "tried, one after the other, and 200 calls are the first that last so long.",
    )
    rows = (
        ([100], [104], ["same", "same"]),
        ([100], [100], ["same", "same"]),
        ([100], [106], ["a", "b"]),
        ([900, 100, 900], [106, 106, 106], ["a", "b"]),
        ([100, 100, 100], [1, 900, 900], ["b", "a"]),
    )
    seen = call(submission, "table", "compared", [[*row[:2], 1, 3] for row in rows]).value
    for (a, b, said), row in zip(rows, seen, strict=True):
        require(
            row,
            said,
            f"Three repeats of one call: a takes {a} ticks, b {b}. faster(a, b), and faster(b, a)?",
        )
    call(submission, "for_real").returns(
        {"said": ["a", "b"], "positive": True, "number": True},
        "With real functions, by a real clock: the one with a hundredth of the work is faster.",
    )
