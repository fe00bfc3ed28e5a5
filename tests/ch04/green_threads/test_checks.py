"""Turns, joins, sleeps and deaths under the student's scheduler, by what its threads note down."""

from __future__ import annotations

import pytest

from grader.checks import call

PRINT = [["yield"], ["yield"], ["yield"]]


def threads(submission, *scripts):
    return call(submission, "threads", list(scripts))


def spread(log, name):
    """The places of one thread's steps in the log."""
    return [at for at, each in enumerate(log) if each == name]


@pytest.mark.points(2)
def test_two_printers_take_turns(submission):
    outcome = threads(submission, PRINT, [*PRINT, ["return", "ink"]], [["return", 7]])
    outcome.returns(lambda v: v["tids"] == [1, 2, 3], "spawn gives the tids 1, 2, 3.")
    outcome.returns(lambda v: v["before"] == ["runnable"] * 3, "A thread that was spawned is runnable.")
    outcome.returns(
        lambda v: "".join(v["log"]) == "ABCABABAB",
        "The queue is first in, first out: A and B take turns until they end; C ends in its first step.",
    )
    outcome.returns(
        lambda v: v["run"] == {"value": [[1, None], [2, "ink"], [3, 7]]}, "run gives the results of the threads by tid."
    )
    outcome.returns(lambda v: v["pc"] == [4, 4, 1], "pc counts how often a thread was resumed.")
    outcome.returns(lambda v: v["states"] == ["dead"] * 3, "After run the threads are dead.")
    outcome.returns(lambda v: v["unknown"] == "KeyError", "tcb of a tid that does not exist is a KeyError.")


@pytest.mark.points(1)
def test_join_waits_for_the_result(submission):
    outcome = threads(submission, [["join", 2], ["return", "a"]], [["yield"], ["yield"], ["return", 42]], [["join", 2]])
    outcome.returns(lambda v: v["got"] == {"A": [42], "C": [42]}, "Everybody who joins a thread gets its result.")
    outcome.returns(
        lambda v: "".join(v["log"])[:5] == "ABCBB" and sorted(v["log"][5:]) == ["A", "C"],
        "Who waits in a join is not resumed before the other one is dead.",
    )
    outcome.returns(lambda v: v["pc"] == [2, 3, 2], "A thread that waits is not resumed, so its pc does not grow.")
    early = threads(submission, [["return", "early"]], [["yield"], ["yield"], ["join", 1], ["return", "b"]])
    early.returns(
        lambda v: v["got"] == {"B": ["early"]} and v["run"] == {"value": [[1, "early"], [2, "b"]]},
        "A thread that is dead already can be joined, too, and gives its result.",
    )
    early.returns(lambda v: v["pc"] == [1, 4], "pc counts how often a thread was resumed.")


@pytest.mark.points(1)
def test_the_relay_runs_in_greenlets(submission):
    for names, rounds in ((["a", "b"], 3), (["x", "y", "z"], 2), (["only"], 2), (["a", "b"], 0), ([], 2)):
        outcome = call(submission, "greenlets", names, rounds)
        outcome.returns(lambda v, log=names * rounds: v["log"] == log, "The names take turns, in their order.")
        outcome.returns(
            lambda v: v["one each"] and v["different"] and v["not home"],
            "Each name has a greenlet of its own, and its steps are made there and not in the caller's.",
        )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_a_failure_kills_one_thread_only(submission):
    outcome = threads(
        submission, [["yield"], ["raise", "x"]], [*PRINT, ["return", 1]], [["join", 1], ["return", "fine"]]
    )
    outcome.returns(
        lambda v: v["run"] == {"value": [[2, 1], [3, "fine"]]},
        "A failure kills only the thread that it comes from; run gives the results of the others.",
    )
    outcome.returns(
        lambda v: v["got"] == {"C": [{"raised": "Broken"}]}, "Who joins a failed thread gets its exception."
    )
    outcome.returns(
        lambda v: v["errors"] == ["Broken", None, None] and v["states"] == ["dead"] * 3,
        "The TCB of the failed thread has its exception, and it is dead.",
    )
    outcome.returns(lambda v: v["pc"] == [2, 4, 2], "A resume with an exception counts in pc, too.")
    same = call(submission, "same_error")
    same.returns({"the same": [True], "in the TCB": True}, "It is the very same exception object.")
    more = threads(submission, [["raise", "x"]], [["join", 1], ["sleep", 1], ["join", 3], ["return", "on"]], PRINT)
    more.returns(
        lambda v: v["got"] == {"B": [{"raised": "Broken"}, None]} and v["run"] == {"value": [[2, "on"], [3, None]]},
        "A thread that catches the exception goes on, and what it yields next counts like any other command.",
    )
    fall = threads(submission, [["raise", "x"]], [["join", 1], ["let it kill me"]], [["join", 2], ["return", "end"]])
    fall.returns(
        lambda v: v["errors"] == ["Broken", "Broken", None] and v["run"] == {"value": [[3, "end"]]},
        "A thread that does not catch the exception dies of it, and who waits for that one hears of it.",
    )
    nobody = threads(submission, [["join", 9], ["return", 5]], PRINT)
    nobody.returns(
        lambda v: v["got"] == {"A": [{"raised": "KeyError"}]} and v["run"] == {"value": [[1, 5], [2, None]]},
        "A join with a tid that does not exist is a KeyError in that thread, which can catch it.",
    )
    nobody.returns(lambda v: v["pc"] == [2, 4], "The resume with the KeyError counts in pc.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_sleepers_hold_nobody_up(submission):
    outcome = threads(submission, [["sleep", 6], ["return", "a"]], [["yield"]] * 9, [["yield"]] * 9)
    outcome.returns(
        lambda v: 6 <= spread(v["log"], "A")[1] - 1 <= 10,
        "A sleeps for 6 steps: at least 6 steps of others come first, then A is in the queue, which B and C share.",
    )
    outcome.returns(lambda v: v["pc"] == [2, 10, 10], "A sleeping thread is not resumed.")
    outcome.returns(
        lambda v: "".join(each for each in v["log"] if each != "A") == "BC" * 10, "The others take turns meanwhile."
    )
    short = threads(submission, [["sleep", 1], ["sleep", 1], ["sleep", 1]], [["yield"]] * 15)
    short.returns(
        lambda v: max(spread(v["log"], "A")) <= 13, "A sleeper whose time is over gets its turn like the others."
    )
    jump = threads(submission, [["sleep", 1000]], [["sleep", 30], ["return", 2]], [["sleep", 500]], [["yield"]])
    jump.returns(
        lambda v: "".join(v["log"]) == "ABCDDBCA", "When everybody sleeps, the time jumps, to the one who is due first."
    )
    jump.returns(lambda v: v["pc"] == [2, 2, 2, 2], "Nobody is resumed while asleep.")
    ahead = threads(submission, [["sleep", 50], *[["yield"]] * 9], [["sleep", 52], ["return", "b"]])
    ahead.returns(
        lambda v: "".join(v["log"]).rindex("B") <= 7,
        "A sleeps for 50 steps, B for about two more. The time jumps for both: soon after A, B goes on, too.",
    )
    waits = threads(submission, [["join", 2], ["return", "a"]], [["sleep", 40], ["return", "b"]])
    waits.returns(
        lambda v: v["got"] == {"A": ["b"]} and "".join(v["log"]) == "ABBA",
        "When one sleeps and the other waits for the sleeper, the time jumps, too.",
    )
    zero = threads(submission, [["sleep", 0], ["return", 1]], PRINT)
    zero.returns(
        lambda v: v["run"] == {"value": [[1, 1], [2, None]]} and spread(v["log"], "A")[1] <= 3,
        "sleep 0 is over at once.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_who_waits_in_a_circle_is_blocked(submission):
    for scripts, who in (
        ([[["join", 2]], [["join", 1]], [*PRINT, ["return", 3]]], "two threads that join each other"),
        ([[["yield"], ["join", 1]], PRINT], "a thread that joins itself"),
        ([[["join", 2]], [["sleep", 3], ["join", 3]], [["join", 1]]], "three threads in a circle"),
    ):
        outcome = threads(submission, *scripts)
        outcome.returns(lambda v: v["run"] == {"raised": "AllBlocked"}, f"run raises AllBlocked for {who}.")
    outcome = threads(submission, [["join", 2]], [["join", 1]], [*PRINT, ["return", 3]])
    outcome.returns(
        lambda v: v["states"] == ["waiting", "waiting", "dead"] and v["results"][2] == 3 and v["pc"] == [1, 1, 4],
        "Threads that are not in the circle run to their end first; those in it stay waiting.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_many_threads_and_new_ones(submission):
    call(submission, "chain", 2000).returns(
        [1999, 0, 2000], "2,000 threads, each of which joins the next one, all end."
    )
    crowd = call(submission, "crowd", 1000, 3)
    crowd.returns({"in turn": [True] * 3, "pcs": [4], "right": True}, "1,000 threads take turns, in the same order.")
    child = [["yield"], ["return", "child"]]
    outcome = threads(submission, [["spawn", "K", child], ["join", 3], ["return", "parent"]], PRINT)
    outcome.returns(
        lambda v: v["run"] == {"value": [[1, "parent"], [2, None], [3, "child"]]} and v["got"] == {"A": [3, "child"]},
        "A green thread can spawn another one and join it.",
    )
    look = threads(submission, [["yield"], ["look", 1], ["look", 2], ["look", 3]], [["sleep", 50]], [["yield"]] * 9)
    look.returns(
        lambda v: v["got"] == {"A": [["running", 2], ["waiting", 1], ["runnable", 3]]},
        "A TCB tells the truth at any moment: running, waiting or runnable, and the pc with the resume under way.",
    )
