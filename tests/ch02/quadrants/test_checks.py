"""How many jobs are open, how many chunks of one job run: limits that always hold, and such as can be reached."""

from __future__ import annotations

import pytest

from grader.checks import call, explore, simulate

NAMES = {
    "one_by_one": "one_by_one(jobs)",
    "interleaved": "interleaved(jobs)",
    "split_each": "split_each(jobs, {workers})",
    "everything": "everything(jobs, {workers})",
}
LIMITS = {
    "chunks": "at most {n} chunk(s) run at any moment",
    "of one job": "at most {n} chunk(s) of one job run at any moment",
    "jobs open": "at most {n} job(s) are open at any moment",
}


def shift(submission, way, sizes, workers=1, executions=150):
    """The outcomes of a shift; each chunk has run once and has ended when the function returns None."""
    outcomes = explore(submission, "shift", way, sizes, workers, executions=executions)
    name = NAMES[way].format(workers=workers)
    chunks = [[job, number] for job, size in enumerate(sizes) for number in range(size)]
    outcomes.always(
        lambda v: v["unfinished"] == 0 and v["gives"] is None,
        f"{name}, jobs of {sizes} chunks: it returns None, when the last chunk has ended.",
    )
    outcomes.always(
        lambda v: sorted(v["order"]) == chunks, f"{name}, jobs of {sizes} chunks: every chunk has run, and only once."
    )
    return outcomes


def at_most(submission, way, sizes, workers=1, executions=150, **limits):
    """Upper limits, in every execution."""
    outcomes = shift(submission, way, sizes, workers, executions)
    for key, most in limits.items():
        what, sentence = key.replace("_", " "), LIMITS[key.replace("_", " ")].format(n=most)
        outcomes.always(
            lambda v, what=what, most=most: v[what] <= most,
            f"{NAMES[way].format(workers=workers)}, jobs of {sizes} chunks: {sentence}.",
        )
    return outcomes


def in_order(value):
    """Whether the chunks of each job began in their order."""
    return all(
        [n for j, n in value["order"] if j == job] == sorted(n for j, n in value["order"] if j == job)
        for job, _ in value["order"]
    )


@pytest.mark.points(2)
def test_one_chunk_of_a_job_at_a_time(submission):
    alone = at_most(submission, "one_by_one", [2, 2], executions=50, chunks=1)
    alone.always(
        lambda v: v["order"] == [[0, 0], [0, 1], [1, 0], [1, 1]],
        "one_by_one: all is done in the order of the lists.",
    )
    for sizes in ([2, 2], [3, 1]):
        mixed = at_most(submission, "interleaved", sizes, of_one_job=1)
        mixed.always(in_order, "interleaved: the chunks of a job run in their order.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_no_more_than_allowed(submission):
    at_most(submission, "split_each", [2, 2], 2, chunks=2, jobs_open=1)
    at_most(submission, "split_each", [3, 1], 2, chunks=2, jobs_open=1)
    for sizes, workers in (([2, 2], 2), ([1, 1], 1)):
        at_most(submission, "everything", sizes, workers, chunks=workers)


@pytest.mark.points(3)
def test_what_must_be_possible(submission):
    mixed = shift(submission, "interleaved", [2, 2])
    mixed.sometimes(lambda v: v["jobs open"] == 2, "interleaved: two jobs of two chunks can be open at the same time.")
    three = shift(submission, "interleaved", [6, 2, 6])
    three.sometimes(
        lambda v: v["jobs open"] == 3, "interleaved: three jobs, of 6, 2 and 6 chunks, can be open at the same time."
    )
    three.sometimes(
        lambda v: v["over"][0] == 1,
        "interleaved, jobs of 6, 2 and 6 chunks: that of 2 can be over before the others are.",
    )
    split = shift(submission, "split_each", [2, 2], 2)
    split.sometimes(lambda v: v["of one job"] == 2, "split_each(jobs, 2): chunks of one job can run at the same time.")
    everything = shift(submission, "everything", [2, 2], 2)
    everything.sometimes(
        lambda v: v["of one job"] == 2, "everything(jobs, 2): two chunks of one job can run at the same time."
    )
    everything.sometimes(
        lambda v: v["jobs running"] == 2, "everything(jobs, 2): chunks of different jobs can run at the same time."
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_little_to_do(submission):
    seen = call(submission, "little").value
    for way, (given, done) in seen["seen"].items():
        assert given == [None] * 4, f"{way} returns None, also without jobs and for jobs without chunks: {given}"
        assert done == 4, f"{way} runs all chunks, also between jobs without chunks: 4, not {done}"
    assert seen["few"] == ["ValueError"] * 8, "less than 1 worker is a ValueError, also when there is nothing to do"


@pytest.mark.hidden
@pytest.mark.points(2)
def test_how_long_a_shift_takes(submission):
    for cores, way, workers, takes in (
        (4, "interleaved", 4, (4.0, 16.2)),
        (4, "split_each", 4, (4.0, 4.2)),
        (4, "everything", 4, (4.0, 4.2)),
        (1, "everything", 4, (16.0, 16.2)),
    ):
        run = simulate(submission, "timed_shift", way, workers, cores=cores, gil=False)
        name = NAMES[way].format(workers=workers)
        low, high = (f"{seconds:.0f}" for seconds in takes)
        seconds = f"{low} s" if low == high else f"{low} to {high} s"
        run.takes(takes, f"{name}: four jobs of four chunks of 1 s, with {cores} core(s) and no GIL, take {seconds}")
