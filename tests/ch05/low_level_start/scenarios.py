"""Functions that end in any order, that need each other, that raise."""

import _thread
import threading
import time
from functools import partial

from grader.worker.stage import Log, checkpoint, run_together


class Alarm(BaseException):
    """No Exception, as SystemExit and KeyboardInterrupt are none."""


def working(value, ended):
    """Let others run, then end."""
    checkpoint()
    ended(value)
    return value


def values(student, wanted):
    """One function for each value; what came back, and how many had ended by then."""
    ended = Log()
    results = student.run_all([partial(working, value, ended) for value in wanted])
    return {"results": results, "ended": len(ended.events)}


def meeting(student, n):
    """Functions of which none ends before all have begun; how many threads were that?"""
    barrier = threading.Barrier(n)

    def meet():
        barrier.wait()
        return _thread.get_ident()

    idents = student.run_all([meet] * n)
    return {"threads": len(set(idents)), "caller": _thread.get_ident() in idents}


def failing(student, plan):
    """A function for each entry: a number is returned, a name is that exception, raised. Who is slow ends late."""
    kinds = {each.__name__: each for each in (KeyError, ValueError, SystemExit, Alarm)}
    ended, made = Log(), {}

    def work(entry):
        if entry in kinds:
            made[entry] = kinds[entry]("from the function")
            ended(entry)
            raise made[entry]
        if entry == "slow":
            time.sleep(60)
        ended(entry)
        return entry

    try:
        result = {"returned": student.run_all([partial(work, entry) for entry in plan])}
    except (Exception, SystemExit, Alarm) as error:
        name = type(error).__name__
        result = {"raised": [name, made.get(name) is error]}
    return {**result, "ended": len(ended.events)}


def two_callers(student):
    """Two threads that call run_all at the same time."""
    ended = Log()
    return run_together(
        lambda: student.run_all([partial(working, value, ended) for value in (1, 2)]),
        lambda: student.run_all([partial(working, 3, ended)]),
    )


def patience(student):
    """A function that takes a day."""
    return student.run_all([partial(time.sleep, 86_400)])


def waiting(student):
    """How much a function computed, and how much its caller did meanwhile, in milliseconds of CPU time."""

    def compute():
        begun = time.thread_time()
        while time.thread_time() < begun + 0.1:
            pass
        return round((time.thread_time() - begun) * 1000)

    begun = time.thread_time()
    [worked] = student.run_all([compute])
    return {"worked": worked, "waited": round((time.thread_time() - begun) * 1000)}
