"""Calls may be nested, and whoever is outside sees whole albums at one moment."""

from __future__ import annotations

import pytest

from grader.checks import explore

REFUSED = {"raised": "Refused"}


@pytest.mark.points(2)
def test_calls_inside_calls_end(submission):
    outcomes = explore(submission, "nested", executions=200)
    outcomes.always(
        lambda v: v["inside"] == [2, 1, 11],
        "Inside its own transaction a thread may call any method, as often as it likes.",
    )
    outcomes.always(
        lambda v: v["count"] == 6 and v["names"] == ["A", "B", "c", "d", "e", "f"],
        "After the transaction everybody can use the album again, and all photos are there.",
    )


@pytest.mark.points(2)
def test_the_count_is_one_that_existed(submission):
    tree = explore(submission, "counting", executions=500)
    tree.always(
        lambda v: v["weight"] in {0, 1, 11, 100, 101, 111},
        "size shows the tree at one moment: b (10) came after a (1), so it never counts b without a.",
    )
    tree.always(lambda v: v["count"] == 6, "Afterwards all photos are counted.")
    leaf = explore(submission, "counted", executions=200)
    leaf.always(lambda v: v["seen"] in {0, 1} and v["count"] == 1, "One photo is added: the count is 0 or 1, then 1.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_a_transaction_is_seen_whole(submission):
    counted = explore(submission, "transaction", executions=500)
    counted.always(
        lambda v: set(v["seen"]) <= {0, 2},
        "Two photos are added in one transaction: nobody outside ever counts one of the two.",
    )
    counted.always(
        lambda v: v["inside"] == [0, 1, 2] and v["count"] == 2, "The thread inside sees each of its own steps."
    )
    adder = explore(submission, "transaction_and_adder", executions=300)
    adder.always(
        lambda v: v["grown"] == [0, 1, 2] and v["count"] == 3,
        "While a transaction is open, nobody else adds to the album.",
    )
    failed = explore(submission, "failed_transaction", executions=200)
    failed.always(
        {"raised": REFUSED, "names": ["a", "b"]},
        "When the block raises, the exception goes to the caller and the others can go on.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_failing_rename_leaves_the_album(submission):
    outcomes = explore(submission, "failing_rename", executions=50)
    outcomes.always(lambda v: v["raised"] == REFUSED, "What fn raises goes to the caller of rename_all.")
    outcomes.always(
        lambda v: v["child"] == ["c", "d", "e"], "When fn raises, the album it was busy with keeps all its old names."
    )
    outcomes.always(
        lambda v: v["root"] in (["a", "b", "c", "d", "e"], ["A", "B", "c", "d", "e"]),
        "Within each album all names change or none does.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_renaming_loses_no_photo(submission):
    outcomes = explore(submission, "renaming", executions=500)
    outcomes.always(
        lambda v: v["names"] in (["A", "B", "C"], ["A", "B", "c"]),
        "A photo that is added while others are renamed is there afterwards, with its old or its new name.",
    )
    outcomes.always(
        lambda v: [n for n in v["seen"] if n not in "cC"] in (["a", "b"], ["A", "B"]),
        "Nobody sees an album with some of its names changed.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_shared_album_is_no_trap(submission):
    outcomes = explore(submission, "shared_child", executions=400)
    outcomes.always(
        lambda v: set(v["seen"]) <= {0, 1} and v["counts"] == [1, 1],
        "Two albums that hold the same albums can be counted at the same time, and both counts are right.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_no_album_ever_holds_itself(submission):
    outcomes = explore(submission, "circle", executions=400)
    outcomes.always(
        lambda v: sorted(map(str, v)) == ["{'raised': 'ValueError'}", "{'value': None}"],
        "a goes into b while b goes into a: exactly one of the two is a ValueError.",
    )
    alone = explore(submission, "no_circle", executions=50)
    alone.always(
        lambda v: v["fine"] == [{"value": None}] * 2 and v["circles"] == [{"raised": "ValueError"}] * 3,
        "An album that would hold itself, however deep, is a ValueError; everything else is allowed.",
    )
    alone.always(lambda v: v["counts"] == [4, 3, 2], "After a ValueError the albums are what they were.")
