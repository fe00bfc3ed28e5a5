"""No deadlock, no lost money, no safe in somebody's way that is not needed."""

from __future__ import annotations

import pytest

from grader.checks import explore

DONE = {"value": None}
WRONG = {
    "a -> nobody": "KeyError",
    "nobody -> a": "KeyError",
    "zzz -> a": "KeyError",
    "a -> zzz": "KeyError",
    "amount 0": "ValueError",
    "amount -1": "ValueError",
    "a -> a": "ValueError",
    "too much": "InsufficientFunds",
    "too much back": "InsufficientFunds",
}


#: Clerks who try, give back what they have and wait for the other safe can keep step for ever, if nobody is ever
#: a little faster. Here that is allowed (C++'s std::lock works so); the philosophers' table forbids it.
LOCK_STEP = ("livelock",)


def all_done(value) -> bool:
    return all(answer == DONE for answers in value["answers"] for answer in answers)


def transfers(submission, balances, clerks, look=(), executions=400):
    return explore(submission, "transfers", balances, clerks, look, executions=executions, allow=LOCK_STEP)


@pytest.mark.points(2)
def test_opposite_transfers_both_finish(submission):
    outcomes = transfers(submission, {"a": 20, "b": 20}, [[["a", "b", 3]], [["b", "a", 5]]], ["a", "b"])
    outcomes.always(all_done, "One clerk moves money from a to b, another from b to a: both finish.")
    outcomes.always(
        lambda v: v["safes"] == {"a": 22, "b": 18} and v["total"] == 40,
        "3 go from a to b and 5 from b to a, with 20 in each before: then a holds 22, b holds 18, together 40.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_every_transfer_finishes(submission):
    for before, clerks, after in (
        ({"c": 6, "a": 6, "b": 6}, [[["a", "b", 1]], [["b", "c", 2]], [["c", "a", 3]]], {"a": 8, "b": 5, "c": 5}),
        ({"a": 10, "b": 4}, [[["a", "b", 8], ["a", "b", 1]], [["b", "a", 1]]], {"a": 2, "b": 12}),
    ):
        outcomes = transfers(submission, before, clerks, sorted(after))
        outcomes.always(all_done, "Clerks move money in a ring, or to and fro: all finish.")
        outcomes.always(
            lambda v, after=after: v["safes"] == after, "Afterwards every safe holds what was moved into it."
        )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_the_total_never_changes(submission):
    for balances, moves in (
        ({"b": 20, "a": 20}, [["a", "b", 3]]),
        ({"c": 10, "b": 20, "a": 30}, [["a", "b", 5], ["c", "a", 5]]),
    ):
        outcomes = explore(submission, "totals", balances, moves, executions=400, allow=LOCK_STEP)
        outcomes.always(
            [sum(balances.values())] * 3, "Moving money never changes the total, at whatever moment it is asked for."
        )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_both_safes_are_locked_during_the_note(submission):
    for clerks in (
        [[["a", "c", 5]], [["b", "c", 5]]],
        [[["a", "b", 5]], [["a", "c", 5]]],
        [[["a", "b", 5]], [["b", "a", 5]]],
    ):
        outcomes = transfers(submission, dict.fromkeys("abc", 20), clerks, executions=200)
        outcomes.always(
            lambda v: v["together"] == [],
            "While a note is written, no other clerk has one of the two safes: no two such notes overlap.",
        )
        outcomes.always(lambda v: v["notes"] == 2, "Each transfer calls note once.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_no_safe_is_overdrawn(submission):
    outcomes = transfers(submission, {"a": 20, "b": 0, "c": 0}, [[["a", "b", 14]], [["a", "c", 14]]])
    outcomes.always(
        lambda v: [DONE] in v["answers"] and [{"raised": "InsufficientFunds"}] in v["answers"] and v["total"] == 20,
        "Two clerks want to take 14 out of 20: one can, the other gets InsufficientFunds.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_clerk_who_must_wait_blocks(submission):
    outcomes = explore(submission, "long_note", executions=100, strategy="bounded", timing="fair")
    outcomes.always(
        {"total": 60, "a": 22, "b": 16},
        "A clerk who needs a safe that is taken for a very long time waits until it is free and then goes on.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_other_safes_are_not_held_up(submission):
    clerks = [[["a", "b", 5]], [["c", "d", 5]]]
    outcomes = explore(submission, "transfers", dict.fromkeys("abcd", 9), clerks, executions=150)
    outcomes.sometimes(
        lambda v: ["a->b", "c->d"] in v["together"],
        "Transfers between different safes do not hold each other up: both notes can be written at the same time.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_failing_note_changes_nothing(submission):
    outcomes = explore(submission, "failing_note", executions=200, allow=LOCK_STEP)
    outcomes.always(lambda v: v["raised"] == {"raised": "Refused"}, "What note raises goes to the caller of transfer.")
    outcomes.always(
        lambda v: v["safes"] == [22, 8] and v["total"] == 30,
        "When note raises, no money has moved and both safes are free for others.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_errors_change_nothing_and_free_the_safes(submission):
    outcomes = explore(submission, "errors", executions=100)
    for text, name in WRONG.items():
        outcomes.always(
            lambda v, text=text, name=name: v["calls"][text] == [{"raised": name}, 20, 10],
            f"{text}: {name}; afterwards both safes hold what they held, and another clerk can use them.",
        )
    outcomes.always(
        lambda v: v["no note"] == DONE and v["total"] == 30, "All that a safe holds can be moved, also without a note."
    )
