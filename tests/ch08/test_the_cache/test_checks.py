"""Wrong caches and right ones: the student's suite must tell them apart, whatever the schedule."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from grader.checks import explore

VERSIONS = {path.stem: path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("versions/*/*.py")}
WRONG = {
    "no_lock": "two callers of one key may both call load",
    "one_load_at_a_time": "while one key is loaded, no other key can be",
    "forget_does_nothing": "a value that was forgotten is still there",
    "lock_per_key": "who waited for a load that failed calls load again, instead of sharing the exception",
    "errors_are_kept": "an exception is kept as if it were a value",
    "sharers_get_none": "who shares a load that fails gets None",
    "forget_forgets_the_rest": "forget throws away other keys as well",
    "forget_does_not_see_the_load": "a value that was forgotten while it was loaded is kept",
    "forget_ends_the_load": "after a forget, a second load of the key begins while the first is in progress",
    "nothing_is_kept": "nothing is kept after a load",
    "one_load_for_all_keys": "who asks while another key is loaded gets the value of that one",
    "forget_fails_the_waiters": "who waits for a load gets None if the key is forgotten meanwhile",
}
PUBLIC = ("no_lock", "one_load_at_a_time", "forget_does_nothing")
RIGHT = ("futures", "condition", "lock_per_entry", "double_checked", "actor")


def runs(submission, name, executions, strategy="random_walk"):
    # One run of the suite is many small programs, one after the other. A search that bounds preemptions spends them on
    # few of these; a random walk reaches all of them in each run, and hardly ever lets one thread end before another.
    return explore(submission, "judged", VERSIONS[name], executions=executions, strategy=strategy)


def rejected(submission, name):
    """Whether some run rejects it. A few runs are tried first: most of what is wrong shows soon."""
    for executions, strategy in (60, "random_walk"), (60, "bounded"):
        if any(value["red"] for value in runs(submission, name, executions, strategy).values):
            return True
    values = runs(submission, name, 500).values
    seen = itertools.zip_longest(*(value["somes"] for value in values))
    return any(value["red"] for value in values) or not all(map(any, seen))


def require_rejected(submission, names):
    for name in names:
        if not rejected(submission, name):
            pytest.fail(f"The suite accepts a wrong cache: {WRONG[name]}.", pytrace=False)


def require_accepted(submission, names):
    for name in names:
        for executions, strategy in (100, "bounded"), (200, "random_walk"):
            outcomes = runs(submission, name, executions, strategy)
            outcomes.always(lambda value: value["red"] is None, "A right cache is accepted under every schedule.")
        if not all(map(any, zip(*(value["somes"] for value in outcomes.values), strict=False))):
            outcomes = runs(submission, name, 2000)  # what is possible may be rare in a long suite
        for number in range(len(outcomes.values[0]["somes"])):
            outcomes.sometimes(
                lambda value, number=number: any(value["somes"][number : number + 1]),
                f"With a right cache, program {number + 1} of explore.some returns True under some schedule.",
            )


@pytest.mark.points(4)
def test_three_wrong_caches(submission):
    """Rejected: two loads of one key, no two loads of two keys, a forget that does nothing."""
    require_rejected(submission, PUBLIC)


@pytest.mark.points(2)
def test_a_right_cache(submission):
    """Accepted: a cache with a Future for each key."""
    require_accepted(submission, ["futures"])


@pytest.mark.hidden
@pytest.mark.points(9)
def test_every_wrong_cache(submission):
    """All that the rules forbid is found."""
    require_rejected(submission, [name for name in WRONG if name not in PUBLIC])


@pytest.mark.hidden
@pytest.mark.points(5)
def test_every_right_cache(submission):
    """Caches with locks, conditions, futures or a thread of their own are all right."""
    require_accepted(submission, RIGHT[1:])
