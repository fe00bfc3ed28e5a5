"""Each page once, as it arrives; no more open, read or left behind than is allowed."""

from __future__ import annotations

import pytest

from grader.checks import explore, simulate, stress

LEFT = "When the iteration has ended or close() has returned, no thread is left."


def visit(submission, urls, workers, broken=(), door=None, executions=150):
    outcomes = explore(submission, "visit", urls, workers, list(broken), door, executions=executions)
    if door is None:
        distinct = sorted(set(urls))
        outcomes.always(lambda v: v["fetched"] == distinct, "Each distinct URL is fetched exactly once.")
        outcomes.always(
            lambda v: v["pages"] == [[url, "its exception" if url in broken else url] for url in distinct],
            "Each distinct URL comes out once, with its page; if fetch raised, with the very exception instead.",
        )
    outcomes.always(lambda v: v["raised"] is (door is not None), "What urls raises comes out of next(), nothing else.")
    modest(outcomes, workers)
    return outcomes


def modest(outcomes, workers):
    outcomes.always(
        lambda v: v["peak"] <= workers,
        f"{workers} worker(s): never more than {workers} calls of fetch are open at once.",
    )
    outcomes.always(
        lambda v: v["ahead"] <= 2 * workers,
        f"{workers} worker(s): never more than {2 * workers} distinct URLs are taken whose page has not come out.",
    )
    outcomes.always(lambda v: v["ended"] == len(v["fetched"]), "Every fetch that has begun has ended.")
    outcomes.nothing_left(LEFT)


def arrive(submission, seconds, expected, workers=None):
    run = simulate(submission, "timetable", seconds, workers)
    times = [at for _, at in expected]
    run.returns(
        lambda v: len(v) == len(times) and all(abs(seen[1] - at) < 0.02 for seen, at in zip(v, times, strict=True)),
        f"Pages of {seconds} s, {workers or 5} workers: the caller has them after {times} s.",
    )
    numbers = [number for number, _ in expected]
    if len(set(times)) == len(times):
        run.returns(lambda v: [n for n, _ in v] == numbers, "The page that is here first comes first.")


@pytest.mark.points(2)
def test_pages_come_as_they_arrive(submission):
    arrive(submission, [2.8, 0.9, 1.7], [[1, 0.9], [2, 1.7], [0, 2.8]])
    arrive(submission, [5.5, *[1.0] * 5], [[1, 1.0], [2, 2.0], [3, 3.0], [4, 4.0], [5, 5.0], [0, 5.5]], 2)
    arrive(submission, [1.0] * 6, [[0, 1.0], [1, 1.0], [2, 1.0], [3, 2.0], [4, 2.0], [5, 2.0]], 3)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_every_page_once(submission):
    visit(submission, ["a", "b", "c"], 2)
    visit(submission, ["a", "b", "c"], 1, executions=60)
    visit(submission, ["a"], 3, executions=60)
    visit(submission, [], 2, executions=20)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_broken_pages_and_repeated_urls(submission):
    visit(submission, ["a", "b", "c"], 2, broken=["a", "c"])
    visit(submission, ["a", "a", "a", "a", "b", "a"], 1, executions=80)
    visit(submission, ["a", "b", "a"], 2)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_no_more_than_it_needs(submission):
    visit(submission, list("abcde"), 1, executions=80)
    outcomes = explore(submission, "endless", 1, executions=60)
    outcomes.always(lambda v: v["distinct"] == 5, "From URLs without an end five pages come out as they are asked for.")
    modest(outcomes, 1)
    outcomes = explore(submission, "no_workers", executions=10)
    outcomes.always(
        [[["raised"], "ValueError"]] * 2 + [0], "Less than one worker: crawl(...) itself raises a ValueError."
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_closing_early(submission):
    run = simulate(submission, "close_at_once", [1.0] + [10.0] * 9, 2)
    run.returns(
        lambda v: v["begun"] <= 3 and v["closed"] <= 11.01,
        "Two workers, the first page takes 1 s and the others 10 s. Closed after the first page: at most 3 fetches "
        "have begun, and close() waits for these alone, until 11 s at the latest.",
    )
    for stop in (1, 0):
        outcomes = explore(submission, "leave", ["a", "b", "c", "d"], 1, stop, executions=100)
        modest(outcomes, 1)
    visit(submission, ["a", "b", "c"], 2, door=2)
    visit(submission, ["a"], 1, door=0, executions=20)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_real_server(submission):
    pages = [[number, True if number in {7, 23} else number] for number in range(40)]
    real = stress(submission, "real_server", cores=(2,), repeats=2)
    real.always(pages, "Forty pages from a real server, one that is missing and one that breaks off: all come out.")
