"""The checks of the toy exercise."""

import pytest

from grader.checks import call, explore


@pytest.mark.points(3)
def test_nothing_is_lost(submission):
    outcomes = explore(submission, "count", [50, 70], executions=200)
    outcomes.always(120, "every addition is in the value")


@pytest.mark.points(1)
def test_wrong_amounts_are_refused(submission):
    call(submission, "errors", 0).raises("ValueError", "adding 0 raises ValueError")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_the_value_is_a_number(submission):
    """The value of a counter is a whole number."""
    assert type(call(submission, "errors", 1).value) is int
