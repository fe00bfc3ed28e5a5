"""One broken photo hides nothing, and a search ends when it has found."""

from __future__ import annotations

import pytest

from grader.checks import explore, simulate

ENDED = "When the function returns or raises, the threads of the pool have ended."


def modest(outcomes, workers):
    outcomes.always(
        lambda v: v["peak"] <= workers,
        f"{workers} worker(s): never more than {workers} calls of make are open at once.",
    )
    outcomes.always(lambda v: v["ended"] == len(v["made"]), "What has begun has ended when the function returns.")
    outcomes.nothing_left(ENDED)


def album(submission, photos, workers, broken=(), executions=150):
    outcomes = explore(submission, "album", photos, workers, list(broken), executions=executions)
    outcomes.always(lambda v: v["made"] == sorted(photos), "make is called exactly once for each item of the list.")
    pairs = [["tuple", photo, "its exception" if photo in broken else f"small {photo}"] for photo in photos]
    outcomes.always(
        lambda v: v["pairs"] == pairs,
        "The pairs come in the order of the photos, each with what make returned or the very exception that it raised.",
    )
    modest(outcomes, workers)
    return outcomes


def cover(submission, photos, workers, broken=(), executions=150, missing=False, empty=False):
    outcomes = explore(submission, "cover", photos, workers, list(broken), missing, empty, executions=executions)
    good = next((photo for photo in photos if photo not in broken), None)
    if good is None:
        outcomes.always(lambda v: v.get("raised") == "LookupError", "No photo is good: a LookupError, not make's own.")
    else:
        wanted = "" if empty else f"small {good}"
        outcomes.always(
            lambda v: v.get("found") == wanted,
            f"Photos {', '.join(photos)}; broken: {', '.join(broken) or 'none'}. The first good one is {good}.",
        )
    outcomes.always(lambda v: len(set(v["made"])) == len(v["made"]), "make is called at most once for each item.")
    modest(outcomes, workers)


@pytest.mark.points(3)
def test_every_photo_has_its_thumbnail_or_its_exception(submission):
    album(submission, ["c", "a", "b"], 2, broken=["a"])
    album(submission, ["b", "a"], 2, broken=["a", "b"])
    album(submission, ["a", "b", "a"], 1, broken=["b"], executions=60)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_workers_share_the_photos(submission):
    run = simulate(submission, "album_in_time", [1.0] * 8, 4, [2])
    run.returns(
        ["small 0", "small 1", "Broken"] + [f"small {n}" for n in range(3, 8)], "The order of the list is kept."
    )
    run.takes(2.0, "8 photos of 1 s and 4 workers take 2 s.")
    run = simulate(submission, "album_in_time", [4.0, 1.0, 1.0, 1.0, 1.0], 2, [1])
    run.takes(4.0, "Photos of 4, 1, 1, 1 and 1 s, 2 workers: who is free takes the next one, so it takes 4 s.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_the_first_good_one_in_the_list(submission):
    cover(submission, ["a", "b", "c"], 2, broken=["a"])
    cover(submission, ["a", "b"], 2)
    cover(submission, ["a", "b"], 2, broken=["a", "b"], executions=100)
    cover(submission, ["a", "b"], 1, broken=["a"], executions=60, missing=True)
    cover(submission, ["a", "b"], 1, broken=["a", "b"], executions=60, missing=True)
    cover(submission, ["a", "b"], 1, executions=40, empty=True)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_a_search_stops_when_it_has_found(submission):
    run = simulate(submission, "cover_in_time", [1.0] * 100, 2)
    run.returns(
        lambda v: v["found"] == "small 0" and v["begun"] <= 4 and v["seconds"] <= 2.01,
        "100 photos of 1 s, 2 workers, the first is good: after 1 s this is known; at most 4 photos have been begun, "
        "and the search is over after 2 s at the latest.",
    )
    run = simulate(submission, "cover_in_time", [1.0] * 8, 4, list(range(7)))
    run.returns(
        lambda v: v["found"] == "small 7" and v["seconds"] <= 2.01,
        "8 photos of 1 s, 4 workers, only the last is good: it is found after 2 s.",
    )
    run = simulate(submission, "cover_in_time", [3.0, 1.0, 1.0, 1.0], 2, [0, 1, 2])
    run.returns(
        lambda v: v["found"] == "small 3" and v["seconds"] <= 3.01,
        "Photos of 3, 1, 1 and 1 s, 2 workers, only the last is good: who is free takes the next one, so it takes 3 s.",
    )
    run = simulate(submission, "cover_in_time", [3.0, *[1.0] * 20], 2)
    run.returns(
        lambda v: v["found"] == "small 0", "A later photo may be ready sooner; the first one in the list counts."
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_empty_lists_and_no_workers(submission):
    outcomes = explore(submission, "edges", executions=20)
    outcomes.always(lambda v: v[:2] == [{"value": []}, {"raised": "LookupError"}], "No photos: [], and a LookupError.")
    outcomes.always(
        lambda v: v[2:] == [{"raised": "ValueError"}] * 4 + [[]], "Less than one worker: a ValueError; nothing is made."
    )
