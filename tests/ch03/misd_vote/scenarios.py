"""Programs that answer, raise, or take their time, and what the vote says when."""

import threading
import time
from functools import partial

from grader.worker.stage import attempt, checkpoint, timed


class Crash(Exception):
    """What a program dies of."""


def plain(result):
    """NoMajority, a value, or another error; without anything else."""
    return result["value"] if "value" in result else result["raised"]


def program(plan, x):
    """Answers as planned: ["answer", value], ["raise"], or ["double"] of what it is given."""
    checkpoint()
    if plan[0] == "raise":
        raise Crash
    checkpoint()
    return x * 2 if plan[0] == "double" else plan[1]


def any_order(student, plans):
    """A vote among programs that take their time in any way."""
    return plain(attempt(student.vote, [partial(program, plan) for plan in plans], 21))


def rendezvous(student, n):
    """Each program waits until all of them have begun, and gives up after a very long time. What was the vote?"""
    barrier = threading.Barrier(n)

    def meet(_):
        barrier.wait(10_000.0)
        return "all were there"

    return plain(attempt(student.vote, [meet] * n, 0))


def slow(seconds, what, _):
    """Answers after some seconds."""
    time.sleep(seconds)
    if what == ["raise"]:
        raise Crash
    return what[1]


def timetable(student, cases):
    """For each (programs, timeout): what came of it, and after how many seconds."""
    seen = []
    for plans, timeout in cases:
        asked = [partial(slow, seconds, what) for seconds, what in plans]
        result = timed(student.vote, asked, 0) if timeout is None else timed(student.vote, asked, 0, timeout)
        seen.append({"result": plain(result), "seconds": round(result["seconds"], 2)})
    return seen


def the_same_value(student):
    """Is what the programs get the very object that was handed over? And no programs at all."""
    x, got = [1], []

    def look(value):
        got.append(value is x)
        return value

    answer = student.vote([look, look, look], x, timeout=1_000_000.0)
    return {"the same": all(got), "answer": answer, "nobody": attempt(student.vote, [], x).get("raised")}
