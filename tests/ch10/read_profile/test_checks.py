"""Tables whose right reading is known, and threads whose calls are."""

from __future__ import annotations

import pytest

from grader.checks import call, stress

SHOP = "/home/ada/shop/orders.py"
#: file, name, primitive calls, all calls, tottime, cumtime
ORDERS = [
    (SHOP, "main", 1, 1, 0.25, 8.0),
    (SHOP, "parse", 100, 100, 2.0, 2.0),
    (SHOP, "wait_for_page", 4, 4, 0.125, 5.0),
    (SHOP, "total", 1, 1, 0.5, 0.5),
    ("~", "<built-in method time.sleep>", 4, 4, 4.875, 4.875),
    ("~", "<method 'append' of 'list' objects>", 900, 900, 0.0625, 0.0625),
]
BURNS = ["parse", "total", "main", "wait_for_page"]
TAKES = ["main", "wait_for_page", "parse", "total"]
LONG = "compute_the_grand_total_of_all_open_orders_of_the_last_twelve_months_with_discounts"
ARCHIVE = "/home/ada/shop (old)/a folder:with odd (names)/orders.py"
TANGLED = [
    (SHOP, "load", 2, 2, 0.75, 1.0),
    (ARCHIVE, "load", 3, 5, 0.75, 0.75),
    (SHOP, "save", 7, 7, 1.0, 1.5),
    (SHOP, "walk", 1, 3, 0.25, 4.0),
    (SHOP, "walk_2", 9, 9, 0.25, 4.0),
    (SHOP, "Walk", 2, 2, 0.25, 4.0),
    (SHOP, LONG, 1, 1, 0.5, 0.5),
    (ARCHIVE, "<lambda>", 6, 6, 0.5 + 2**-13, 0.5 + 2**-13),
    ("<frozen importlib._bootstrap>", "_find_and_load", 1, 4, 2**-14, 0.125),
    ("~", "load", 50, 50, 50.0, 50.0),
]
TANGLED_BURNS = ["load", "save", "<lambda>", LONG, "Walk", "walk", "walk_2", "_find_and_load"]
TANGLED_TAKES = ["Walk", "walk", "walk_2", "load", "save", "<lambda>", LONG, "_find_and_load"]


def values(names):
    return [{"value": each} for each in names]


@pytest.mark.points(3)
def test_tottime_and_cumtime(submission):
    run = call(submission, "ranked", ORDERS, [[4, "tottime"], [4, "cumtime"], [2, "tottime"], [2, "cumtime"]])
    run.returns(
        lambda v: v["answers"] == values([BURNS, TAKES, BURNS[:2], TAKES[:2]]),
        "parse computes for 2 of 8 seconds, main is what they all are in, wait_for_page waits: the functions by "
        f"tottime are {BURNS}, by cumtime {TAKES}, without what is written in C.",
    )
    run.returns(lambda v: v["same"], "The table is the same afterwards.")


@pytest.mark.points(1)
def test_calls_of_a_simple_profile(submission):
    call(submission, "counted", ORDERS, ["parse", "main", "nobody"]).returns(
        lambda v: v["answers"] == [{"value": [100, 100]}, {"value": [1, 1]}, {"raised": "KeyError"}] and v["same"],
        "parse was called 100 times, main once, and nobody is in the table: KeyError.",
    )


@pytest.mark.points(2)
@pytest.mark.hidden
def test_names_that_occur_twice_ties_and_long_names(submission):
    questions = [[20, "tottime"], [20, "cumtime"], [3, "cumtime"], [0, "tottime"]]
    run = call(submission, "ranked", TANGLED, questions)
    run.returns(
        lambda v: v["answers"] == values([TANGLED_BURNS, TANGLED_TAKES, TANGLED_TAKES[:3], []]),
        "Two functions called load are one, with the sum of their times; for equal times, names decide the "
        f"order; names and files may be of any kind. By tottime: {TANGLED_BURNS}; by cumtime: {TANGLED_TAKES}.",
    )
    run.returns(lambda v: v["same"], "The table is the same afterwards.")
    call(submission, "ranked", ORDERS, [[3, "ncalls"], [3, "time"], [3, ""], [3, "cumulative"]]).returns(
        lambda v: v["answers"] == [{"raised": "ValueError"}] * 4,
        'A `by` that is not "tottime" or "cumtime" is a ValueError, also if pstats would take it.',
    )


@pytest.mark.points(1)
@pytest.mark.hidden
def test_primitive_calls(submission):
    names = ["walk", "_find_and_load", "<lambda>", "walk_"]
    call(submission, "counted", TANGLED, names).returns(
        lambda v: v["answers"] == [*values([[1, 3], [1, 4], [6, 6]]), {"raised": "KeyError"}],
        "walk was called once from outside and twice by itself: (1, 3).",
    )
    call(submission, "counted", [row for row in TANGLED if row[0] != "~"], ["load"]).returns(
        lambda v: v["answers"] == [{"value": [5, 7]}],
        "load is in two files, (2, 2) and (3, 5): together (5, 7).",
    )
    call(submission, "recorded").returns(
        {"calls": [[15, 15], [3, 15], [1, 1]], "first": ["top"]},
        "A profile by cProfile: recursive is called 3 times and calls itself 4 times each, which is (3, 15).",
    )


@pytest.mark.points(3)
@pytest.mark.hidden
def test_calls_in_all_threads(submission):
    stress(submission, "threads_counted", ([1000, 1000],), cores=(1, 2), repeats=2).always(
        lambda v: v["counts"] == [2000, 2000, 20, 0] and v["ended"] == 8,
        "Two threads call tick 1,000 times each, and down 10 times each, 9 of these by itself: tick is 2000, and again "
        "2000 the second time; down is 20; nobody is 0. When count_calls returns, the threads have ended.",
    )
    run = call(submission, "threads_counted", [5, 0, 20])
    run.returns(lambda v: v["counts"] == [25, 25, 30, 0], "Three threads call tick 5, 0 and 20 times: 25.")
    run.returns(
        lambda v: v["nothing left"] == [True] * 3,
        "Afterwards there is no profile function left: not in this thread, and not in a thread that starts later.",
    )
    call(submission, "nobody").returns([0, 1], "No functions: 0 calls. The function itself may be the one to count.")
