"""Every job once, on a thread that may run it, and nobody idle while there is work."""

from __future__ import annotations

import random

import pytest

from grader.checks import explore

CLASSES = "The io jobs run on one thread, and that one runs nothing else."


def shop(submission, kinds, workers, *, symmetric, failing=(), executions=200):
    outcomes = explore(submission, "shop", kinds, workers, symmetric, list(failing), executions=executions)
    n = len(kinds)
    outcomes.always(lambda v: v["runs"] == list(range(n)), f"{n} jobs, {workers} workers: every job runs exactly once.")
    wanted = ["its error" if i in failing else [i] for i in range(n)]
    outcomes.always(
        lambda v: v["results"] == wanted,
        "The results are in the order of the jobs; that of a job that raised is the exception object itself.",
    )
    outcomes.always(lambda v: v["threads"] <= workers, f"The jobs run on no more than {workers} different thread(s).")
    return outcomes


def bound(seconds, workers) -> float:
    """The latest end that is possible if no worker is idle while a job waits (Graham 1969)."""
    return sum(seconds) / workers + max(seconds) * (1 - 1 / workers) if seconds else 0.0


def on_time(submission, cases) -> None:
    outcomes = explore(submission, "timetable", cases, executions=4, timing="fair", steps=100_000)
    for number, (jobs, workers, symmetric) in enumerate(cases):
        shares = {"whole": ([s for _, s in jobs], workers)}
        if not symmetric:
            shares = {
                "cpu": ([s for kind, s in jobs if kind == "cpu"], workers - 1),
                "io": ([s for kind, s in jobs if kind == "io"], 1),
            }
        for which, (seconds, processors) in shares.items():
            limit = bound(seconds, processors)
            kind = "jobs" if which == "whole" else f"{which} jobs"
            listed = ", ".join(map(str, seconds[:8])) + (", ..." if len(seconds) > 8 else "")
            outcomes.always(
                lambda v, n=number, which=which, limit=limit: v[n][which] <= limit + 0.01,
                f"{kind} of {listed} seconds on {processors} processor(s): all are done after {limit:.2f} s at the "
                "latest, if no worker is idle while a job waits.",
            )


@pytest.mark.points(2)
def test_every_job_once(submission):
    shop(submission, ["cpu", "io", "cpu"], 2, symmetric=True)
    shop(submission, ["cpu", "cpu", "cpu"], 1, symmetric=True, executions=50)
    shop(submission, ["cpu", "io"], 4, symmetric=True, executions=60)


@pytest.mark.points(2)
def test_one_thread_for_io(submission):
    outcomes = shop(submission, ["io", "io", "cpu"], 2, symmetric=False)
    outcomes.always(lambda v: v["io threads"] == 1 and not v["on both"], CLASSES)
    outcomes = shop(submission, ["cpu", "io", "cpu"], 3, symmetric=False)
    outcomes.always(lambda v: v["io threads"] == 1 and not v["on both"], CLASSES)


@pytest.mark.points(1)
def test_a_failing_job_is_a_result(submission):
    shop(submission, ["cpu", "cpu", "cpu"], 2, symmetric=True, failing=[0])
    shop(submission, ["cpu", "io", "io"], 2, symmetric=False, failing=[1], executions=150)
    shop(submission, ["cpu", "cpu"], 1, symmetric=True, failing=[0, 1], executions=50)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_a_free_worker_takes_the_next_job(submission):
    long_short = [["cpu", 3.0], ["cpu", 0.1]] * 5
    on_time(submission, [[long_short, 2, True], [[*long_short, ["io", 0.5]], 3, False]])
    one_long = [["cpu", 8.0], *[["cpu", 1.0]] * 8, ["io", 2.0], ["io", 2.0]]
    on_time(submission, [[one_long, 2, True], [one_long, 3, False], [one_long, 2, False], [one_long, 4, True]])
    source = random.Random(5)
    cases = []
    for _ in range(6):
        jobs = [[source.choice(["cpu", "cpu", "io"]), source.choice([0.1, 0.5, 2.0, 6.0])] for _ in range(12)]
        cases.append([jobs, source.choice([2, 3, 4, 8]), source.random() < 0.5])
    on_time(submission, cases)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_all_workers_work_at_once(submission):
    for kinds, workers, symmetric in (
        (["cpu", "io"], 2, True),
        (["cpu", "cpu", "cpu"], 3, True),
        (["io", "io"], 2, True),
        (["io", "cpu"], 2, False),
        (["cpu", "io", "cpu"], 3, False),
    ):
        outcomes = explore(submission, "rendezvous", kinds, workers, symmetric, executions=20, timing="fair")
        how = "symmetric" if symmetric else "not symmetric"
        outcomes.always(
            ["met"] * len(kinds),
            f"{workers} workers, {how}: jobs {', '.join(kinds)} run at the same time; here each waits for the others.",
        )
    outcomes = shop(submission, ["cpu", "cpu", "cpu"], 3, symmetric=False, executions=120)
    outcomes.always(
        lambda v: v["threads"] <= 2, "Without io jobs the I/O processor stays idle: cpu jobs have the others."
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_errors_come_before_any_job(submission):
    wrong = [
        [["cpu"], 0, True],
        [["cpu"], -1, True],
        [["cpu"], 1, False],
        [["io"], 1, False],
        [["cpu", "gpu"], 2, True],
    ]
    wrong += [[["cpu", "io", "CPU"], 3, False], [[], 0, True], [[], 1, False]]
    right = [[[], 1, True], [[], 2, False], [["cpu"], 1, True]]
    outcomes = explore(submission, "errors", [*wrong, *right], executions=20)
    for number, (kinds, workers, symmetric) in enumerate(wrong):
        outcomes.always(
            lambda v, n=number: v[n] == ["ValueError", 0],
            f"dispatch of {kinds}, {workers} workers, symmetric={symmetric}: a ValueError, and no job runs.",
        )
    outcomes.always(
        lambda v: v[len(wrong) :] == [[[], 0], [[], 0], [[None], 1]], "No jobs give no results, and one gives one."
    )
