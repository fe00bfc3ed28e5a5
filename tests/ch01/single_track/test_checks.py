"""One train in a section, also after an accident, and no train in the way of another section's."""

from __future__ import annotations

import pytest

from grader.checks import explore


@pytest.mark.points(2)
def test_one_train_in_a_section(submission):
    crossing = explore(submission, "two_trains", [0, 0], executions=300)
    crossing.always(lambda v: v["together"] == [], "Two trains want to cross section 0: never are both inside.")
    crossing.always(
        lambda v: v["calls"] == [["train 0", 0], ["train 1", 0]], "cross calls travel(train, n) once for each train."
    )
    mixed = explore(submission, "with_and_cross", executions=300)
    mixed.always(
        lambda v: v["together"] == [],
        "One train crosses, another one is inside `with railway.section(n)`: they are never in the same section.",
    )
    mixed.always(lambda v: v["inside"] == 3, "A section that is free again can be used again.")


@pytest.mark.points(1)
def test_different_sections_do_not_wait(submission):
    outcomes = explore(submission, "two_trains", [0, 1], executions=150)
    outcomes.sometimes(
        lambda v: v["together"] == [["train 0 in 0", "train 1 in 1"]],
        "Two trains can be in sections 0 and 1 at the same time.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_section_is_free_after_an_accident(submission):
    for by_hand in (False, True):
        outcomes = explore(submission, "derailed", by_hand, executions=150)
        outcomes.always(
            lambda v: v["raised"] == {"raised": "Derailed"}, "What is raised inside a section goes on to the caller."
        )
        outcomes.always(
            lambda v: v["passed"] == ["B"], "When the first train has derailed, the second one can still pass."
        )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_no_such_section(submission):
    outcomes = explore(submission, "alone", executions=5)
    outcomes.always(
        lambda v: v["wrong"] == ["IndexError"] * 8 and v["none"] == {"raised": "IndexError"},
        "A number that is no section, also a negative one, is an IndexError, by `with` and by cross.",
    )
    outcomes.always(lambda v: v["calls"] == [], "Where there is no section, travel is not called.")
