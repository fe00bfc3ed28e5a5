"""Who was told True holds the seat, nobody else does, and only hold_within waits."""

from __future__ import annotations

import pytest

from grader.checks import explore

PAIR = "Afterwards exactly those seats are held that the answers promise: True is both of the pair, False is neither."


def promises_kept(wanted):
    """A predicate: no seat is promised twice, and the free seats are those that nobody was promised."""

    def kept(value):
        given = [seat for each, answer in zip(wanted, value["answers"], strict=True) if answer for seat in each]
        return len(set(given)) == len(given) and value["free"] == [s not in given for s in range(len(value["free"]))]

    return kept


@pytest.mark.points(2)
def test_one_seat_one_holder(submission):
    one = explore(submission, "answers", 1, [[0], [0]], executions=300)
    one.always(lambda v: sorted(v) == [False, True], "Two customers ask for one seat: exactly one hears True.")
    two = explore(submission, "answers", 2, [[0], [1]], executions=150)
    two.always([True, True], "Two customers ask for different free seats: both hear True.")


@pytest.mark.points(1)
def test_a_held_seat_is_refused(submission):
    outcomes = explore(submission, "held_twice", executions=100)
    outcomes.always(
        [True, False, False, True],
        "A held seat is refused, to the thread that holds it and to others, until it is released.",
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_a_pair_is_all_or_nothing(submission):
    for n, wanted in ((2, [[0, 1], [1, 0]]), (3, [[0, 1], [1, 2], [2, 0]]), (2, [[0, 1], [1]])):
        outcomes = explore(submission, "customers", n, wanted, executions=250)
        outcomes.always(promises_kept(wanted), PAIR)
    half = explore(submission, "half_taken", executions=20)
    half.always(
        {"answers": [False, False, True], "free": [False, False, True, False]},
        "A pair of which one seat is held is refused and nothing of it is held; a free pair is held.",
    )
    apart = explore(submission, "answers", 4, [[0, 1], [3, 2]], executions=150)
    apart.always([True, True], "Two customers who want different free pairs both hear True.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_hold_never_waits(submission):
    outcomes = explore(submission, "refused", executions=150, timing="fair")
    outcomes.always(
        lambda v: v["within"] is False and v["refusals"] == [False, False, False],
        "A seat that stays held is refused to everybody.",
    )
    outcomes.always(
        lambda v: v["seconds"] < 0.01, "hold and hold_pair answer at once, also while somebody waits in hold_within."
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_hold_within_gets_a_seat_that_is_released(submission):
    one = explore(submission, "waiting", [[0, 9.0]], [[1.0, 0]], executions=100, timing="fair")
    one.always(
        lambda v: v[0]["got"] is True and 1 <= v[0]["seconds"] <= 1.1,
        "hold_within(0, 9) is True as soon as the seat is released: after 1 second here.",
    )
    other = explore(submission, "waiting", [[0, 9.0], [1, 9.0]], [[1.0, 1]], executions=150, timing="fair")
    other.always(
        lambda v: v[1]["got"] is True and v[1]["seconds"] <= 1.1 and v[0]["got"] is False,
        "Two wait for different seats and one seat is released after 1 second: the one who waits for it has it then.",
    )
    same = explore(submission, "waiting", [[0, 9.0], [0, 9.0]], [[1.0, 0]], executions=150, timing="fair")
    same.always(
        lambda v: sorted(each["got"] for each in v) == [False, True],
        "Two wait for the same seat and it is released once: exactly one has it.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_hold_within_ends_when_the_time_is_up(submission):
    outcomes = explore(submission, "waiting", [[0, 2.0], [0, 0.0]], [[1.0, 1]], executions=150, timing="fair")
    outcomes.always(
        lambda v: v[0]["got"] is False and 1.9 <= v[0]["seconds"] <= 2.1,
        "hold_within(0, 2) is False after 2 seconds if nobody releases seat 0.",
    )
    outcomes.always(
        lambda v: v[1]["got"] is False and v[1]["seconds"] <= 0.1, "hold_within(0, 0) looks once and does not wait."
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_only_a_held_seat_is_released(submission):
    once = explore(submission, "releases", 1, executions=50)
    once.always(
        {"errors": [None], "free": [True, True]}, "Any thread may release a held seat, and it is free afterwards."
    )
    twice = explore(submission, "releases", 2, executions=200)
    twice.always(
        lambda v: sorted(map(str, v["errors"])) == ["None", "RuntimeError"] and v["free"] == [True, True],
        "A held seat can be released once; who comes second gets a RuntimeError.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_errors_hold_nothing(submission):
    outcomes = explore(submission, "errors", executions=20)
    outcomes.always(
        lambda v: v["wrong"] == [{"raised": "IndexError"}] * 10,
        "A number that is no seat, also a negative one, is an IndexError.",
    )
    outcomes.always(lambda v: v["twice"] == {"raised": "ValueError"}, "hold_pair(1, 1) is a ValueError.")
    outcomes.always(lambda v: v["unheld"] == {"raised": "RuntimeError"}, "Releasing a free seat is a RuntimeError.")
    outcomes.always(lambda v: v["free"] == [True, True], "After an error no seat is held that was free before.")
