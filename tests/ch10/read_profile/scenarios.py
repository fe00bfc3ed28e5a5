"""Profiles written by hand, and threads that call functions a known number of times."""

import cProfile
import pstats
import sys
import threading

from grader.worker.stage import attempt


class Recorded:
    """What pstats takes for a profiler."""

    def __init__(self, rows):
        self.stats = {
            (file, number, name): (primitive, every, tottime, cumtime, {})
            for number, (file, name, primitive, every, tottime, cumtime) in enumerate(rows, 1)
        }

    def create_stats(self):
        """The stats are there."""


def profile(rows):
    return pstats.Stats(Recorded(rows))


def ranked(student, rows, questions):
    """hotspots() for each (n, by); whether the table is the same afterwards."""
    stats = profile(rows)
    before = dict(stats.stats)
    answers = [attempt(student.hotspots, stats, n, by) for n, by in questions]
    return {"answers": answers, "same": stats.stats == before}


def counted(student, rows, names):
    """calls() for each name; whether the table is the same afterwards."""
    stats = profile(rows)
    before = dict(stats.stats)
    answers = [attempt(student.calls, stats, name) for name in names]
    return {"answers": answers, "same": stats.stats == before}


def recorded(student):
    """A profile that cProfile made, of one thread."""

    def leaf():
        return len(())

    def recursive(n):
        leaf()
        return n and recursive(n - 1)

    def top():
        for _ in range(3):
            recursive(4)

    profiler = cProfile.Profile()
    profiler.enable()
    top()
    profiler.disable()
    stats = pstats.Stats(profiler)
    return {
        "calls": [student.calls(stats, name) for name in ("leaf", "recursive", "top")],
        "first": student.hotspots(stats, 1, "cumtime"),
    }


def no_cprofile():
    """Whoever makes a cProfile profiler from now on gets an error."""

    class Refused:
        def __init__(self, *args, **kwargs):
            raise RuntimeError("count_calls does without cProfile")

    cProfile.Profile = Refused


def threads_counted(student, calls):
    """count_calls() for two names, one after the other; each thread makes so many calls when all are there."""
    no_cprofile()

    def part_of_tick():
        pass

    def tick():
        part_of_tick()
        len(())

    def down(n):
        return n and down(n - 1)

    def other():
        tick()

    meet = threading.Barrier(len(calls), timeout=30)

    def work(times):
        meet.wait()
        for _ in range(times):
            other()
        down(9)

    ended = []

    def job(times):
        work(times)
        ended.append(times)

    jobs = [lambda times=times: job(times) for times in calls]
    tick()
    counts = [student.count_calls(name, jobs) for name in ("tick", "tick", "down", "nobody")]
    tick()
    left = [sys.getprofile() is None, threading.getprofile() is None]
    later = threading.Thread(target=lambda: left.append(sys.getprofile() is None))
    later.start()
    later.join()
    return {"counts": counts, "ended": len(ended), "nothing left": left}


def nobody(student):
    """No functions, and one."""
    no_cprofile()

    def tick():
        pass

    return [student.count_calls("tick", []), student.count_calls("tick", [tick])]
