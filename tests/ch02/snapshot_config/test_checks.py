"""Snapshots are whole and stay so, no update is lost, and a reader waits for nobody's change."""

from __future__ import annotations

import pytest

from grader.checks import explore


class SequentialSettings:
    """The settings as one thread knows them: the model that histories are compared with."""

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high, self.version = low, high, 0

    def current(self) -> dict[str, int]:
        return {"low": self.low, "high": self.high, "version": self.version}

    def update(self, low_by: int, high_by: int) -> int:
        if self.low + low_by > self.high + high_by:
            raise ValueError
        self.low, self.high, self.version = self.low + low_by, self.high + high_by, self.version + 1
        return self.version


def settings(low: int, high: int, version: int) -> dict[str, int]:
    return {"low": low, "high": high, "version": version}


ALONE = {
    "seen": [settings(10, 20, 0), settings(40, 50, 1), settings(35, 50, 2), settings(35, 35, 3)],
    "versions": [1, 2, 3],
    "first": settings(10, 20, 0),
    "in a change": settings(35, 35, 3),
    "assignments": [{"raised": "TypeError"}] * 3,
    "assigned": settings(35, 35, 4),
    "wrong pair": "ValueError",
    "equal pair": settings(2, 2, 0),
}


@pytest.mark.points(3)
def test_one_thread_alone(submission):
    outcomes = explore(submission, "alone", executions=10)
    for what, requirement in (
        ("seen", "After each update current() has the new low and high, and the next version."),
        ("versions", "update returns the new version: 1, 2, 3."),
        ("first", "What current() handed out at first is still what it was, three updates later."),
        ("in a change", "A change that calls current() sees the settings as they are before that change."),
        ("assignments", "Assigning to a key of what current() gives, an old one or a new one, is a TypeError."),
        ("assigned", "A TypeError changes nothing."),
        ("wrong pair", "Settings(2, 1) is a ValueError."),
        ("equal pair", "Settings(2, 2) is fine."),
    ):
        outcomes.always(lambda v, what=what: v[what] == ALONE[what], requirement)


@pytest.mark.points(4)
def test_a_snapshot_is_whole_and_stays_so(submission):
    up = explore(submission, "one_reader", [10, 20], [[30, 30]], executions=250)
    down = explore(submission, "one_reader", [10, 20], [[-9, 0], [0, -18]], executions=150)
    for outcomes, states in (
        (up, [settings(10, 20, 0), settings(40, 50, 1)]),
        (down, [settings(10, 20, 0), settings(1, 20, 1), settings(1, 2, 2)]),
    ):
        outcomes.always(
            lambda v: all(each == group[0] for group in v["seen"] for each in group),
            "A snapshot reads the same whenever it is read, also while an update is made and after it.",
        )
        outcomes.always(
            lambda v, states=states: all(each in states for group in v["seen"] for each in group),
            "low, high and version of a snapshot belong together: they are those before an update or those after it.",
        )
        outcomes.always(
            lambda v: v["first"] == settings(10, 20, 0), "A snapshot that was taken before an update never changes."
        )


@pytest.mark.hidden
@pytest.mark.points(4)
def test_updates_act_as_if_in_a_queue(submission):
    for start, tasks in (
        ([5, 6], [[["update", -1, 0]], [["update", 0, 1]]]),
        ([5, 6], [[["update", -1, 0]], [["update", 0, 1]], [["current"], ["current"]]]),
        ([0, 9], [[["update", 4, 4], ["current"]], [["update", 1, 0], ["update", 0, 1]]]),
    ):
        outcomes = explore(submission, "history", start, tasks, executions=250)
        outcomes.linearizable(
            lambda start=start: SequentialSettings(*start),
            "Updates and readings act as if each happened all at once: "
            "some order of the calls, one after the other, explains every answer.",
        )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_readers_never_wait_for_a_change(submission):
    outcomes = explore(submission, "during_a_change", executions=300)
    outcomes.sometimes(lambda v: v is True, "current() can begin and end while a change is running.")
    endless = explore(submission, "endless_change", executions=100, timing="fair")
    endless.always(
        lambda v: v["values"] == [settings(3, 4, 0)] * 2, "While a change runs, current() gives the settings before it."
    )
    endless.always(lambda v: v["seconds"] < 0.01, "current() answers at once, however long a change takes.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_errors_change_nothing(submission):
    good = [settings(10, 20, 0), settings(10, 21, 1)]
    for which, name in (("raises", "Refused"), ("low > high", "ValueError")):
        outcomes = explore(submission, "failing_change", which, executions=150)
        outcomes.always(
            lambda v, name=name: v["raised"] == {"raised": name},
            f"A change that cannot be ({which}): update raises {name}.",
        )
        outcomes.always(
            lambda v: v["versions"] == [1, 2] and v["end"] == settings(10, 22, 2),
            f"A change that cannot be ({which}) takes no version, and updates beside it and after it work.",
        )
        outcomes.always(
            lambda v: all(each in good for each in v["seen"]),
            f"Nobody ever sees anything of a change that cannot be ({which}).",
        )
