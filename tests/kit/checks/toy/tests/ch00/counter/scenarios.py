"""Drives a counter."""

from functools import partial

from grader.worker.stage import History, Probe, attempt, park, run_together, timed


def count(student, amounts):
    counter = student.Counter()
    run_together(*[partial(counter.add, amount) for amount in amounts])
    return counter.value


def inside(student):
    counter, probe = student.Counter(), Probe()
    run_together(partial(counter.visit, probe), partial(counter.visit, probe))
    return {"peak": probe.peak, "together": probe.together, "order": probe.order}


def history(student):
    counter, history = student.Counter(), History()
    run_together(partial(history.call, "add", counter.add, 1), partial(history.call, "add", counter.add, 2))
    return {"history": history.events}


def errors(student, amount):
    return student.Counter().add(amount)


def waiting(student):
    """Somebody holds the lock for ever; another gives up after a second."""
    counter = student.Counter()
    park(counter.lock.acquire)
    return timed(counter.add_within, 5, 1.0)


def change(student, amounts):
    amounts.append(1)
    return amounts


def plain(student):
    return attempt(student.Counter)["value"]
