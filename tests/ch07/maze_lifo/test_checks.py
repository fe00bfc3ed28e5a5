"""Each room is looked into once, all are found, and nobody goes home while somebody is still looking."""

from __future__ import annotations

import pytest

from grader.checks import explore

DIAMOND = {"start": ["left", "right"], "left": ["end"], "right": ["end"], "end": []}
TWO_WAYS = {"start": ["left", "right"], "left": ["x", "y"], "right": ["x", "y"], "x": [], "y": []}
CHAIN = {"start": ["a"], "a": ["b"], "b": ["c", "start"], "c": []}
CIRCLE = {"start": ["start", "a", "a"], "a": ["b", "start"], "b": ["a", "c", "start"], "c": ["b", "start"]}
TREE = {
    "start": ["a", "b"],
    "a": ["start", "a1", "a2"],
    "b": ["start", "b1", "b2"],
    "a1": ["a", "a11"],
    "a2": [],
    "b1": ["b11", "b"],
    "b2": [],
    "a11": ["a1"],
    "b11": [],
}
BRANCHES = {"start": ["a", "b", "c"], "a": [], "b": [], "c": []}
FORK = {"start": ["r2"], "r2": ["r3"], "r3": list("abcd"), "a": [], "b": [], "c": [], "d": []}
ENDED = "All threads have ended when explore_maze returns or raises."


def everything(submission, doors, workers, executions=150):
    outcomes = explore(submission, "walk", doors, workers, executions=executions)
    outcomes.always(lambda v: v["rooms"] == sorted(doors), "All rooms that can be reached are in the set.")
    outcomes.always(lambda v: v["calls"] == sorted(doors), "neighbours is called exactly once for each room.")
    outcomes.always(lambda v: v["at once"] <= workers, "Never more calls at once than there are workers.")
    return outcomes.nothing_left(ENDED)


def depth_first(order):
    """From a room of the tree into one behind it; back to the last one that has some only if there is none."""
    here = []
    for room in order:
        while here and room not in TREE[here[-1]]:
            if set(TREE[here.pop()]) - set(order[: order.index(room)]):
                return False
        here.append(room)
    return sorted(order) == sorted(TREE)


@pytest.mark.points(2)
def test_two_ways_to_the_same_rooms(submission):
    everything(submission, TWO_WAYS, 2, executions=300)


@pytest.mark.points(1)
def test_one_worker_goes_deep_first(submission):
    outcomes = explore(submission, "path", TREE, executions=20)
    outcomes.always(depth_first, "One worker goes on into a room behind the one it is in, as long as there is one.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_other_mazes(submission):
    everything(submission, CIRCLE, 2)
    everything(submission, CHAIN, 3)
    everything(submission, {"start": []}, 2, executions=60)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_workers_work_together(submission):
    outcomes = everything(submission, BRANCHES, 2)
    outcomes.sometimes(lambda v: v["at once"] == 2, "Two workers can be in two rooms at the same time.")
    fair = explore(submission, "duration", BRANCHES, 2, executions=30, timing="fair")
    fair.always(
        lambda v: 3 <= v["seconds"] < 4,
        "One room and then three side by side, a second each: two workers, and not more, need 3 seconds.",
    )
    none = explore(submission, "no_workers", executions=5)
    none.always(
        {"answers": [{"raised": "ValueError"}] * 2, "calls": 0},
        "Less than one worker is a ValueError, and neighbours is not called.",
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_trapdoors(submission):
    for workers, traps, late in ((2, ["left"], False), (2, ["start"], True), (2, ["left", "right"], False)):
        outcomes = explore(submission, "trapped", DIAMOND, workers, traps, late, executions=100)
        outcomes.always(
            lambda v: v["raised"] == "Trapdoor" and v["most"] == 1,
            "What neighbours raises, or the iterable that it returned, is raised from explore_maze.",
        )
        outcomes.nothing_left(ENDED)
    alone = explore(submission, "trapped", CHAIN, 1, ["a"], True, executions=60)
    alone.always(
        {"raised": "Trapdoor", "most": 1, "order": ["start", "a"]},
        "With one worker, no room is looked into after an exception.",
    )
    alone.nothing_left(ENDED)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_helpers_wait_for_work(submission):
    outcomes = explore(submission, "duration", FORK, 4, executions=60, timing="fair")
    outcomes.always(lambda v: v["calls"] == sorted(FORK), "neighbours is called exactly once for each room.")
    outcomes.always(
        lambda v: v["seconds"] < 5,
        "Three rooms in a row and then four side by side, a second each: four workers need 4 seconds. "
        "Who finds nothing to do at first must be there when the four are found.",
    )
