"""Neighbours never eat together, every meal ends, and those who are not neighbours may eat at once."""

from __future__ import annotations

import pytest

from grader.checks import explore

APART = "Neighbours share a fork, so they never eat at the same time."


def neighbours_apart(n: int):
    return lambda v: not any((i - j) % n in {1, n - 1} for i, j in v["together"])


def everybody_eats(outcomes, n: int, times: int) -> None:
    outcomes.always(neighbours_apart(n), APART)
    outcomes.always(
        lambda v: v["meals"] == [times] * n, f"Every meal ends: {n} philosophers have eaten {times} times each."
    )


@pytest.mark.points(3)
def test_two_finish_their_meals(submission):
    everybody_eats(explore(submission, "meals", 2, [0, 1], 2, executions=400), 2, 2)


@pytest.mark.points(3)
def test_three_finish_their_meals(submission):
    everybody_eats(explore(submission, "meals", 3, [0, 1, 2], 2, executions=600), 3, 2)


@pytest.mark.points(3)
def test_opposite_seats_can_eat_together(submission):
    outcomes = explore(submission, "meals", 4, [0, 2], 1, executions=150)
    outcomes.sometimes(
        lambda v: [0, 2] in v["together"], "At a table of four, philosophers 0 and 2 can eat at the same time."
    )


@pytest.mark.hidden
@pytest.mark.points(3)
def test_every_meal_of_five_ends(submission):
    everybody_eats(explore(submission, "meals", 5, [0, 1, 2, 3, 4], 1, executions=1000, strategy="pct"), 5, 1)


@pytest.mark.hidden
@pytest.mark.points(4)
def test_nobody_keeps_step_for_ever(submission):
    for n, times in ((2, 1), (3, 1), (3, 2)):
        outcomes = explore(submission, "meals", n, list(range(n)), times, strategy="round_robin")
        everybody_eats(outcomes, n, times)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_forks_are_free_after_an_accident(submission):
    after = explore(submission, "accident", 3, executions=150)
    after.always(lambda v: v["raised"] == {"raised": "Accident"}, "What eat raises goes to the caller of dine.")
    after.always(lambda v: v["meals"] == [0, 1, 2], "When eat raises, the forks are put back and everybody can eat.")
    beside = explore(submission, "accident_beside_a_meal", 3, executions=200)
    beside.always(neighbours_apart(3), APART)
    beside.always(lambda v: v["meals"] == [0, 1, 2], "When eat raises, the neighbours still get their meals.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_one_and_three_of_five_can_eat_together(submission):
    outcomes = explore(submission, "meals", 5, [1, 3], 1, executions=150)
    outcomes.sometimes(
        lambda v: [1, 3] in v["together"], "At a table of five, philosophers 1 and 3 can eat at the same time."
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_errors(submission):
    outcomes = explore(submission, "errors", executions=20)
    outcomes.always(
        lambda v: v["tables"] == [{"raised": "ValueError"}] * 3, "A table for fewer than two is a ValueError."
    )
    outcomes.always(
        lambda v: v["seats"] == [{"raised": "IndexError"}] * 3, "A seat that does not exist is an IndexError."
    )
    outcomes.always(lambda v: v["eaten"] == [], "Nobody eats at a seat that does not exist.")
