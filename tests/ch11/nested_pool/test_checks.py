"""Whoever waits for a folder must not be one of those who read; then any number of workers is enough."""

from __future__ import annotations

import pytest

from grader.checks import call, explore, simulate

TREE = ["root", [1], [["a", [2, 20], []], ["b", [], [["c", [300], []]]]]]
CHAIN = ["root", [1], [["a", [2], [["b", [3], [["c", [4], []]]]]]]]
LEAF = ["root", [7], []]


def total(tree):
    return sum(tree[1]) + sum(map(total, tree[2]))


def names(tree):
    return [tree[0], *[name for inner in tree[2] for name in names(inner)]]


def size(submission, tree, workers, broken=(), executions=150):
    outcomes = explore(submission, "size", tree, workers, list(broken), executions=executions)
    if broken:
        outcomes.always(
            lambda v: v.get("raised") is True, f"{', '.join(broken)} raises: folder_size raises that very exception."
        )
        outcomes.always(lambda v: len(set(v["read"])) == len(v["read"]), "Each call is made once for each folder.")
    else:
        calls = sorted(f"{name}.{call}" for name in names(tree) for call in ("files", "folders"))
        outcomes.always(
            lambda v: v.get("size") == total(tree), f"The files of the folder and below it have {total(tree)} in all."
        )
        outcomes.always(
            lambda v: v["read"] == calls,
            "files() and folders() are called once for each folder, neither less nor more.",
        )
    outcomes.always(
        lambda v: v["peak"] <= workers and v["threads"] <= workers,
        f"{workers} worker(s): never more than {workers} threads beside the caller, and calls that are open.",
    )
    outcomes.always(lambda v: v["ended"] == len(v["read"]), "No call is open when folder_size returns or raises.")
    outcomes.nothing_left("When folder_size returns or raises, all threads have ended.")
    return outcomes


@pytest.mark.points(3)
def test_any_number_of_workers_is_enough(submission):
    size(submission, TREE, 1, executions=80)
    size(submission, TREE, 2, executions=250)
    size(submission, CHAIN, 2, executions=60)
    size(submission, LEAF, 1, executions=40)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_folders_side_by_side_are_read_together(submission):
    size(submission, ["root", [1], [["a", [2], []], ["b", [3], []], ["c", [4], []]]], 2)
    for inside, workers in ((2, 2), (3, 3)):
        run = simulate(submission, "in_time", [inside], workers)
        run.takes(
            (0.0, 2.0),
            f"A folder with {inside} in it, of 1 s each, {workers} workers: those side by side are read at the same "
            "time, so it takes 2 s.",
        )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_sixty_four_folders(submission):
    run = simulate(submission, "in_time", [7, 8], 8)
    run.returns(64, "64 folders with one file of size 1 each have 64 in all.")
    run.takes(
        (0.0, 10.4),
        "64 folders of 1 s and 8 workers take 8 s, if nobody is ever idle; 1.3 times as long is allowed.",
    )
    run = simulate(submission, "in_time", [4, 1, 1], 4)
    run.takes(
        (0.0, 5.2),
        "A folder with 4 in it, each with one in one, of 1 s each, 4 workers: 4 s; 1.3 times as long is allowed.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_two_thousand_deep(submission):
    for workers in (1, 3):
        outcome = call(submission, "deep", 2_000, workers)
        outcome.returns(sum(range(2_000)), f"A folder in a folder, 2,000 deep, {workers} worker(s).")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_a_folder_that_cannot_be_read(submission):
    size(submission, TREE, 2, broken=["b.files"])
    size(submission, TREE, 2, broken=["a.folders", "c.files"])
    size(submission, TREE, 1, broken=["root.folders"], executions=40)
    outcomes = explore(submission, "no_workers", executions=10)
    outcomes.always([{"raised": "ValueError"}] * 2 + [0], "Less than one worker: a ValueError, and nothing is read.")
