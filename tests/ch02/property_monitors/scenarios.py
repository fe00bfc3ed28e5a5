"""Traces for the referee: given ones, and those of six locks, of which two are good."""

import threading

from grader.worker.stage import Log, attempt, checkpoint

FOR_A_LONG_TIME = 1000.0


def events(trace):
    """Traces arrive as lists of lists."""
    return [tuple(event) for event in trace]


def judged(student, monitor, traces):
    """What the monitor says of each trace, the name of the exception if it raises."""
    answers = []
    for trace in traces:
        answer = attempt(getattr(student, monitor), events(trace))
        answers.append(answer["raised"] if "raised" in answer else answer["value"])
    return answers


def finals(student, pairs):
    return [student.correct(*pair) for pair in pairs]


class Plain:
    """Good: the lock of the library."""

    def __init__(self):
        self.lock = threading.Lock()

    def enter(self, actor):
        self.lock.acquire()

    def leave(self, actor):
        self.lock.release()


class Waiting:
    """Good: a condition, and who is inside."""

    def __init__(self):
        self.changed = threading.Condition()
        self.inside = None

    def enter(self, actor):
        with self.changed:
            while self.inside is not None:
                self.changed.wait()
            self.inside = actor

    def leave(self, actor):
        with self.changed:
            self.inside = None
            self.changed.notify()


class CheckThenSet:
    """Unsafe: looks, and sets the flag a moment later."""

    def __init__(self):
        self.busy = False

    def enter(self, actor):
        while self.busy:
            threading.Event().wait(1.0)
        checkpoint()
        self.busy = True

    def leave(self, actor):
        checkpoint()
        self.busy = False


class OneGetsNothing(Plain):
    """Starves: who finds it taken waits for a signal that nobody gives."""

    def enter(self, actor):
        if not self.lock.acquire(blocking=False):
            threading.Event().wait()


class NeverGivenBack(Plain):
    """Starves, and the first one stays inside."""

    def leave(self, actor):
        threading.Event().wait()


LOCKS = {
    "plain": Plain,
    "waiting": Waiting,
    "check then set": CheckThenSet,
    "one gets nothing": OneGetsNothing,
    "never given back": NeverGivenBack,
    "wrong sum": Plain,
}


def watched(student, name):
    """Two actors add 1 each, under one of the six locks. The trace, and what the monitors say of it."""
    lock, log, total = LOCKS[name](), Log(), [0]

    def actor(me):
        seen = total[0]
        log("want", me)
        lock.enter(me)
        log("enter", me)
        if name != "wrong sum":
            checkpoint()
            seen = total[0]
        checkpoint()
        total[0] = seen + 1
        log("leave", me)
        lock.leave(me)

    threads = [threading.Thread(target=actor, args=(me,), name=me, daemon=True) for me in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(FOR_A_LONG_TIME)
    log("end", "")
    trace = events(log.events)
    return {
        "trace": log.events,
        "total": total[0],
        "violation": student.first_violation(trace),
        "violation before": student.first_violation(trace[:-1]),
        "live": attempt(student.live, trace),
        "live before": attempt(student.live, trace[:-1]),
        "correct": student.correct(total[0], 2),
    }
