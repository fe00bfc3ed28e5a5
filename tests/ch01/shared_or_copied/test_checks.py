"""Threads share, processes send; both count every visit."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

import pytest

from grader.checks import call, explore

FEW = [f"page-{number % 7}" for number in range(200)]
#: So many pages with long names; all together they are longer than what fits into a pipe that nobody reads.
LONG = 1200


def summary(pages):
    """What the scenario says of the right counts of these pages."""
    names = [f"{each:04}-" + "x" * 200 for each in range(pages)] if isinstance(pages, int) else pages
    items = sorted(Counter(names).items())
    digest = hashlib.sha256(json.dumps(items).encode()).hexdigest()
    return {"pages": len(items), "visits": len(names), "first": dict(items[:10]), "digest": digest}


def counted(submission, *jobs, before=None):
    """The outcome of each job (pages, workers, method), run one after the other in a fresh interpreter."""
    before = before or {}
    seen = call(submission, "processes", [[*job, before] for job in jobs]).value
    if isinstance(seen, str):
        methods = ", ".join(method for _, _, method in jobs)
        pytest.fail(f"a program that calls count_with_processes ({methods}) {seen}", pytrace=False)
    for (pages, workers, method), each in zip(jobs, seen, strict=True):
        number = pages if isinstance(pages, int) else len(pages)
        what = f"count_with_processes, {number} pages, {workers} workers, {method!r}"
        if "raised" in each:
            pytest.fail(f"{what} raised {each['raised']}: {each['message']}", pytrace=False)
        wanted, got = summary(pages), each["value"]
        for part in ("pages", "visits", "first", "digest"):
            assert got[part] == wanted[part], f"{what}: the counts are wrong: {part} {got[part]}, not {wanted[part]}"
        assert each["hits"] == before, f"{what}: HITS of the parent stays {before}; it is now {each['hits']}"
        assert each["alive"] == [], f"{what}: no child is alive afterwards; {len(each['alive'])} still are"
        if pages:
            assert method in each["started"], f"{what}: the children are started by {method!r}: {each['started']}"


@pytest.mark.points(3)
def test_threads_lose_no_visit(submission):
    for pages, before in ((["a", "b", "a", "b"], {}), (["a", "a"], {"a": 5, "z": 1})):
        outcomes = explore(submission, "threads", pages, 2, before, executions=300)
        wanted = dict(Counter(pages) + Counter(before))
        outcomes.always(
            lambda v, wanted=wanted: v["hits"] == wanted,
            f"Two threads count {pages}, with {before} in HITS before: afterwards HITS has {wanted}.",
        )
        outcomes.always(
            lambda v, wanted=wanted: v["gives"] == wanted, "count_with_threads gives what is in HITS, as a copy."
        )

    two = explore(submission, "who_counts", ["a", "b"], 2, executions=50)
    two.sometimes(lambda v: v == 2, "count_with_threads with 2 workers: two threads count, each its share.")


@pytest.mark.points(3)
def test_processes_send_their_counts(submission):
    """The children's counts reach the parent, with fork and with spawn."""
    counted(submission, (FEW, 3, "fork"), (FEW, 2, "spawn"))
    given = call(submission, "idle_children", FEW, 2).value
    assert given != dict(Counter(FEW)), (
        "count_with_processes: here the children end before they have done anything, and the counts are right all the "
        "same. So it was not the children who counted"
    )


@pytest.mark.hidden
@pytest.mark.points(3)
def test_much_to_send_and_nothing_left_behind(submission):
    """Big counts arrive as well, HITS of the parent is left alone, and no child is left."""
    counted(submission, (LONG, 2, "fork"), (LONG, 2, "forkserver"), before={"page-0": 3, "old": 1})


@pytest.mark.hidden
@pytest.mark.points(1)
def test_few_pages_and_wrong_arguments(submission):
    """More workers than pages, no pages, less than one worker, an unknown method."""
    for pages, workers in (([], 2), (["a"], 2)):
        outcomes = explore(submission, "threads", pages, workers, {}, executions=20)
        outcomes.always(
            lambda v, pages=pages: v["gives"] == dict(Counter(pages)), f"{workers} threads count {len(pages)} page(s)."
        )
    counted(submission, ([], 2, "fork"), (["a"], 2, "fork"))
    refused = call(submission, "threads_refused").value
    assert refused == ["ValueError"] * 2, "count_with_threads: less than 1 worker is a ValueError"
    jobs = [[["a"], 0, "fork", {}], [["a"], -1, "spawn", {}], [["a"], 1, "teleport", {}], [[], 2, "", {}]]
    seen = call(submission, "processes", jobs).value
    raised = seen if isinstance(seen, str) else [each.get("raised") for each in seen]
    assert raised == ["ValueError"] * 4, f"count_with_processes: 0 workers, -1 workers, no such method: {raised}"
