"""Functions that take as long as a script says, on a clock that moves only when they run."""

import gc
import itertools
import time

from grader.worker.stage import attempt

TICK = 1 / 1024  # a binary fraction: sums of it are exact


class Clock:
    """A timer; counts how often it was read."""

    def __init__(self):
        self.time, self.reads = 4096.0, 0

    def __call__(self):
        self.reads += 1
        return self.time


class Scripted:
    """A function whose calls take so many ticks, in this order; the last number goes for all later calls."""

    def __init__(self, clock, ticks, fails_at=None):
        self.clock, self.fails_at, self.calls, self.gc = clock, fails_at, 0, set()
        self.ticks = itertools.chain(ticks, itertools.repeat(ticks[-1]))

    def __call__(self):
        self.calls += 1
        self.gc.add(gc.isenabled())
        self.clock.time += next(self.ticks) * TICK
        if self.calls == self.fails_at:
            raise KeyError("scripted")
        return self


def measured(student, ticks, number, repeat, setup_ticks, gc_before=True, fails_at=None, setup_fails_at=None):
    """What best() says, in ticks, and what it did."""
    clock = Clock()
    fn, setup = Scripted(clock, ticks, fails_at), Scripted(clock, [setup_ticks], setup_fails_at)
    order = []

    def noted_fn():
        order.append("fn")
        return fn()

    def noted_setup():
        order.append("setup")
        setup()

    if gc_before:
        gc.enable()
    else:
        gc.disable()
    result = attempt(student.best, noted_fn, number, repeat, timer=clock, setup=noted_setup)
    after = gc.isenabled()
    gc.enable()
    if isinstance(result.get("value"), float | int):
        result["value"] = float(result["value"]) / TICK
    return {
        "result": result,
        "order": order,
        "reads": clock.reads,
        "gc while fn runs": sorted(fn.gc),
        "gc as before": after == gc_before,
    }


def without_setup(student):
    """best() with five of its arguments, in their order, and with four."""
    clock = Clock()
    fn, setup = Scripted(clock, [4]), Scripted(clock, [1])
    both = [student.best(fn, 2, 2, clock, setup) / TICK, student.best(fn, 2, 2, clock) / TICK]
    return [float(each) for each in both]


def enough(student, ticks, at_least_ticks):
    """What autonumber() says, and how often it has called."""
    clock = Clock()
    fn = Scripted(clock, ticks)
    number = student.autonumber(fn, clock, at_least_ticks * TICK)
    return {"number": number, "calls": fn.calls}


def compared(student, a_ticks, b_ticks, number, repeat):
    """What faster() says, given a and b, and given b and a."""
    said = []
    for one, other in ((a_ticks, b_ticks), (b_ticks, a_ticks)):
        clock = Clock()
        said.append(student.faster(Scripted(clock, one), Scripted(clock, other), number, repeat, clock))
    return said


def refused(student):
    """Numbers that make no sense; how often something was called then."""
    clock = Clock()
    fn, setup = Scripted(clock, [1]), Scripted(clock, [1])
    tries = [
        attempt(student.best, fn, number, repeat, timer=clock, setup=setup)
        for number, repeat in ((0, 1), (1, 0), (-1, 3), (3, -1))
    ]
    tries += [attempt(student.faster, fn, fn, number, repeat, timer=clock) for number, repeat in ((0, 1), (1, 0))]
    return {"raised": [each.get("raised") for each in tries], "calls": fn.calls + setup.calls}


def for_real(student):
    """Two real functions, one with a hundred times the work of the other, by CPU time; and the default clock."""

    def small():
        for _ in range(50):
            pass

    def large():
        for _ in range(5000):
            pass

    said = [student.faster(*pair, 20, 7, time.thread_time) for pair in ((small, large), (large, small))]
    number = student.autonumber(small, at_least=1e-9)
    return {"said": said, "positive": student.best(small, 20, 3) > 0, "number": number >= 1}


def table(student, scenario, rows):
    """One of the scenarios above, for each row of arguments."""
    return [globals()[scenario](student, *row) for row in rows]
