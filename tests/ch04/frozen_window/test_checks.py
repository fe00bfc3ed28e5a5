"""The window goes on while load blocks, and everything reaches it once, in its own thread."""

from __future__ import annotations

import pytest

from grader.checks import explore

STEPS = 100_000  # enough for an answer that looks every millisecond
HOME = "All methods of ui are called by the thread that called run_app."


def window(submission, seconds, how, closes_at=None):
    """One load under exact virtual time, and what is required of each."""
    outcomes = explore(submission, "timed_window", seconds, how, closes_at, executions=12, timing="fair", steps=STEPS)
    outcomes.always(
        lambda v: v["gap"] <= 0.11,
        f"load blocks for {seconds} s, and the window is never without a tick for more than 0.1 s.",
    )
    outcomes.always(lambda v: v["in a second"] <= 51, "There are at most 50 ticks in any second.")
    outcomes.always(lambda v: v["elsewhere"] == [], HOME)
    outcomes.always(lambda v: -1 <= v["asked"] <= 1, "closed() is asked once after each tick.")
    outcomes.always(lambda v: v["loads"] <= 1, "load is called once.")
    return outcomes


@pytest.mark.points(3)
def test_the_window_is_redrawn_while_load_blocks(submission):
    outcomes = window(submission, 5.0, "text")
    outcomes.always(lambda v: v["shown"] == ["text"] and not v["errors"], "What was loaded is shown, once.")
    outcomes.always(lambda v: 5.0 <= v["end"] <= 5.11, "It is shown as soon as load has returned, after 5 s here.")


@pytest.mark.points(1)
def test_an_error_is_shown(submission):
    outcomes = window(submission, 1.0, "raise")
    outcomes.always(
        lambda v: v["errors"] == [True] and not v["shown"] and v["end"] <= 1.11,
        "load raises after 1 s: ui.error is called once, with that very exception, and run_app returns.",
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_a_closed_window_does_not_wait(submission):
    for seconds, closes_at, how in ((5.0, 1.0, "text"), (2.0, 0.3, "raise"), (30.0, 0.0, "text")):
        outcomes = window(submission, seconds, how, closes_at)
        outcomes.always(
            lambda v: v["end"] - v["closed"] <= 0.2,
            f"load blocks for {seconds} s and the window is closed after {closes_at} s: run_app returns within 0.2 s.",
        )
        outcomes.always(lambda v: not v["shown"] and not v["errors"], "A closed window shows nothing.")
        outcomes.always(lambda v: v["after closing"] == [], "A closed window is left alone.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_nothing_is_a_result_too(submission):
    for seconds, how in ((0.0, "quick"), (0.5, ""), (0.0, "")):
        outcomes = window(submission, seconds, how)
        outcomes.always(
            lambda v, how=how, seconds=seconds: v["shown"] == [how] and v["end"] <= seconds + 0.11,
            f"load returns {how.encode()!r} after {seconds} s: that is shown, once, and run_app returns.",
        )
    outcomes = window(submission, 1.0, "time out")
    outcomes.always(
        lambda v: v["errors"] == [True] and not v["shown"] and v["end"] <= 1.11,
        "load raises a TimeoutError after 1 s: that is an error like any other, and is shown once.",
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_once_and_at_home_in_any_order(submission):
    for how, told in (("text", ["show", "text"]), ("", ["show", ""]), ("raise", ["error", "Unreadable"])):
        outcomes = explore(submission, "any_order", how, -1, executions=120, strategy="bounded")
        outcomes.always(lambda v: v["at home"], HOME)
        outcomes.always(lambda v, told=told: v["told"] == [told], "What load gave reaches the window once.")
        outcomes.always(lambda v, told=told: v["order"] == ["loaded", told[0]], "It is shown after it was loaded.")
    outcomes = explore(submission, "any_order", "text", 2, executions=120, strategy="bounded")
    outcomes.always(
        lambda v: v["told"] == ([] if v["closed"] else [["show", "text"]]) and v["after closing"] == [],
        "A window that was closed is left alone; one that was not shows what was loaded, once.",
    )
