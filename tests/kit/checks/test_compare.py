"""Equality of plain data, and the text of a failure."""

import pytest

from grader.checks.compare import holds, same, shown
from grader.checks.text import render, waits_text


@pytest.mark.parametrize(
    ("expected", "seen"), [(1, 1), (None, None), ((1, (2,)), [1, [2]]), ({"a": (1,)}, {"a": [1]}), (1.5, 1.5)]
)
def test_same(expected, seen):
    assert same(expected, seen)


@pytest.mark.parametrize(
    ("expected", "seen"),
    [
        (1, True),
        (True, 1),
        (1, 1.0),
        (0, None),
        ([1], [True]),
        ({"a": 1}, {"a": 1, "b": 2}),
        ([1], [1, 1]),
        ("1", 1),
        (False, 0),
    ],
)
def test_not_the_same(expected, seen):
    assert not same(expected, seen)


def test_a_predicate_that_raises_does_not_hold():
    assert holds(lambda v: v["peak"] >= 2, {"peak": 2}) == (True, "")
    good, what = holds(lambda v: v["peak"] >= 2, None)
    assert not good
    assert what.startswith("seen None, which is not of the expected shape (TypeError:")
    assert holds(5, 6) == (False, "seen 6, expected 5")


def test_shown_is_one_bounded_line():
    assert shown("x" * 1000).endswith("...")
    assert len(shown("x" * 1000)) == 300
    assert "\n" not in shown("a\nb")


def test_parts_that_are_missing_leave_no_hole():
    assert render(requirement="it works") == "Requirement: it works"
    assert render(requirement="it works", happened=["seen 5."], searched="all 3").splitlines() == [
        "Requirement: it works",
        "",
        "seen 5.",
        "",
        "Searched: all 3",
    ]


def test_who_waits_for_whom():
    waits = [
        {"task": "A", "waits_for": "lock b", "held_by": "B", "line": 7, "source": "  with b:"},
        {"task": "B", "waits_for": "lock a, held by A", "held_by": "A", "line": None, "source": None},
    ]
    assert waits_text(waits) == ["  A waits for lock b (line 7: with b:), held by B", "  B waits for lock a, held by A"]
