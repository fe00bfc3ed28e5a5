"""Exact counts on every schedule, and no queue in front of the lock."""

from __future__ import annotations

import pytest

from grader.checks import call, explore, simulate

HOME = "When count_words has returned or raised, none of its threads is left."


def occurrences(count):
    return {f"word{number}": 200 * count for number in range(5)}


def counted(submission, texts, workers, counts, executions):
    outcomes = explore(submission, "counted", texts, workers, executions=executions)
    outcomes.always(
        lambda v: v["counts"] == counts and v["gives"] is None and v["raised"] is None,
        f"Chunks of the words {texts}, {workers} worker(s): in the end total holds {counts}.",
    )
    outcomes.always(lambda v: v["calls"] == [1] * len(texts), "words() of each chunk is called once.")
    outcomes.always(lambda v: v["peak"] <= workers, f"No more than {workers} calls of words() run at once.")
    outcomes.nothing_left(HOME)
    return outcomes


@pytest.mark.points(2)
def test_exact_counts(submission):
    two = counted(submission, ["a b a", "a b"], 2, {"a": 3, "b": 2}, 200)
    two.sometimes(lambda v: v["peak"] == 2, "With two workers, two calls of words() can run at the same time.")
    counted(submission, ["a", "b a", "c"], 1, {"a": 2, "b": 1, "c": 1}, 50)


@pytest.mark.points(2)
def test_two_workers_are_twice_as_fast(submission):
    run = simulate(submission, "in_time", [1.0] * 4, 2, cores=2)
    run.returns(occurrences(4), "4 chunks of 1,000 words: 800 of each of the five.")
    run.takes(
        (2.0, 2 / 0.9),
        "4 chunks that take a second each, 2 workers, 2 cores and no GIL: a speed-up of at least 1.8, so 2.22 seconds.",
    )


@pytest.mark.points(3)
@pytest.mark.hidden
def test_speed_up(submission):
    for workers in (2, 4, 8, 16):
        run = simulate(submission, "in_time", [1.0] * 16, workers, cores=16)
        run.returns(occurrences(16), "16 chunks of 1,000 words: 3,200 of each of the five.")
        run.takes(
            (16 / workers, 16 / workers / 0.9),
            f"16 chunks that take a second each, {workers} workers, a core for each and no GIL: a speed-up of at least "
            f"{0.9 * workers:.1f}, and none of more than {workers}, for no more than {workers} work.",
        )
    simulate(submission, "in_time", [1.0] * 4, 2, cores=4, gil=True).returns(
        occurrences(4), "With a GIL there is no speed-up to be had, but the counts are the same."
    )


@pytest.mark.points(1)
@pytest.mark.hidden
def test_who_is_free_takes_the_next_chunk(submission):
    simulate(submission, "in_time", [4.0, 1.0, 1.0, 1.0, 1.0], 2, cores=4).takes(
        (4.0, 4.3),
        "Chunks that take 4, 1, 1, 1 and 1 seconds, 2 workers: while one has the long chunk, the other does the rest.",
    )


@pytest.mark.points(2)
@pytest.mark.hidden
def test_a_chunk_that_fails(submission):
    for broken, workers, counts in (([1], 2, {"a": 2, "c": 1}), ([0, 2], 2, {"b": 1}), ([0, 1, 2], 1, {})):
        outcomes = explore(submission, "counted", ["a", "b", "a c"], workers, broken, executions=100)
        outcomes.always(
            lambda v, first=broken[0]: v["raised"] == first,
            f"Of three chunks, {broken} fail (counted from 0): count_words raises the exception of chunk {broken[0]}.",
        )
        outcomes.always(
            lambda v, counts=counts: v["counts"] == counts and v["calls"] == [1] * 3,
            f"Of three chunks, {broken} fail (counted from 0): all are asked once, the others counted: {counts}.",
        )
        outcomes.nothing_left(HOME)
    call(submission, "little").returns(
        {"empty": [{}, {}], "few": ["ValueError"] * 2},
        "No chunks, or no words in them: nothing is counted. No workers: ValueError.",
    )
