"""Functions that take as long as they are told, on clocks that move only when they run."""

import functools
import inspect
import time

from grader.worker.stage import Probe, attempt, fetch, run_together, task_name

hours = iter(range(1, 10**9))
real_time, real_time_ns = time.time, time.time_ns
# Somebody sets the computer's date back an hour at every look at it. This file is loaded before the submission.
time.time = lambda: real_time() - 3600.0 * next(hours)
time.time_ns = lambda: real_time_ns() - 3600 * 10**9 * next(hours)


class Clock:
    """A clock for each task, hours apart: a duration is right only if both looks are those of one task."""

    def __init__(self):
        self.times = {"A": 1000.0, "B": 5000.0, "C": 90000.0}

    def __call__(self):
        return self.times.get(task_name(), 0.0)

    def forward(self, seconds):
        self.times[task_name()] = self() + seconds


def four_calls(student, how):
    """Calls of a function with a clock of its own: what it gives, what the numbers are."""
    clock = Clock()

    def work(seconds, clock=None, fn=None):
        """Works so long."""
        timer.forward(seconds)
        if seconds == 5:
            raise KeyError(seconds)
        if seconds == 7:
            raise SystemExit(seconds)
        return [seconds, clock, fn]

    timer = clock
    work = student.timed(work, clock=clock) if how == "keyword" else student.timed(clock=clock)(work)
    before = work.stats()
    given = [attempt(work, 3), attempt(work, 5), attempt(functools.partial(work, seconds=2, clock="c", fn="f"))]
    try:
        work(7)
        given.append("nothing")
    except SystemExit:
        given.append("SystemExit")
    after = work.stats()
    after["calls"] = after["total"] = "changed"
    again = dict(work.stats())
    work.reset()
    return {"before": before, "given": given, "after": again, "reset": work.stats()}


def instant(student):
    """A call that takes no time, and then one that takes some."""
    clock = Clock()
    work = student.timed(clock.forward, clock=clock)
    work(0.0)
    first = dict(work.stats())
    work(4.0)
    return [first, work.stats()]


def plain(student, parentheses):
    """What a decorated function looks like, a method, and whether two functions share numbers."""

    def work(first, *, second: int = 2) -> list:
        """What it is for."""
        return [first, second]

    timed = student.timed() if parentheses else student.timed
    seen = timed(work)

    class Desk:
        def __init__(self, number):
            self.number = number

        @timed
        def add(self, more):
            return self.number + more

    results = [seen(1), seen(1, second=3), Desk(10).add(5), Desk(20).add(more=5)]
    return {
        "results": results,
        "name": [seen.__name__, seen.__doc__],
        "signature": str(inspect.signature(seen)) == str(inspect.signature(work)),
        "calls": [seen.stats()["calls"], Desk.add.stats()["calls"]],
    }


def refused(student):
    """Functions whose call does not run them."""

    def generator():
        yield 1

    async def coroutine():
        pass

    async def agen():
        yield 1

    functions = (generator, coroutine, agen)
    direct = [attempt(student.timed, fn).get("raised") for fn in functions]
    return direct + [attempt(lambda fn=fn: student.timed()(fn)).get("raised") for fn in functions]


def recursive(student, depth):
    """Each call takes one second and what it calls."""
    clock = Clock()

    @functools.partial(student.timed, clock=clock)
    def down(n):
        clock.forward(1.0)
        return 0 if n == 0 else 1 + down(n - 1)

    return {"value": down(depth), "stats": down.stats()}


def nap(student):
    """The default clock, while somebody sets the computer's date back at every look at it, and while it sleeps."""

    @student.timed
    def nap():
        time.sleep(0.02)

    nap()
    return nap.stats()


def together(student):
    """Two threads in the same function, one of which it takes 3 seconds and the other 5."""
    clock, probe = Clock(), Probe()

    @functools.partial(student.timed, clock=clock)
    def work(seconds):
        probe()
        clock.forward(seconds)

    run_together(functools.partial(work, 3.0), functools.partial(work, 5.0))
    return {"stats": work.stats(), "peak": probe.peak}


def watched(student):
    """A thread makes two calls, the second one fails; another one looks at the numbers meanwhile."""
    clock = Clock()

    @functools.partial(student.timed, clock=clock)
    def work(seconds):
        clock.forward(seconds)
        if seconds == 5.0:
            raise KeyError(seconds)

    def calls():
        work(3.0)
        attempt(work, 5.0)

    return dict(run_together(calls, work.stats)[1])


def reset_meanwhile(student):
    """One call has ended; another one and a reset come at the same time."""
    clock = Clock()
    work = student.timed(clock=clock)(clock.forward)
    work(3.0)
    run_together(functools.partial(work, 5.0), work.reset)
    return work.stats()


def waits(student):
    """Two threads wait for pages in nested functions."""

    @student.timed
    def inner():
        fetch("part", 2.0)

    @student.timed
    def outer():
        fetch("page", 1.0)
        inner()
        fetch("page", 1.0)

    run_together(outer, outer)
    return [outer.stats(), inner.stats()]
