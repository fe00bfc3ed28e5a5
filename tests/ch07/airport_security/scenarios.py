"""Passengers and checkers, each in a thread of its own."""

import time
from functools import partial

from grader.worker.stage import History, attempt, now, run_together, timed


def line(student, arrivals):
    """One thread: all arrive, and are checked."""
    security = student.Security()
    for rank, passenger in arrivals:
        security.arrive(rank, passenger)
    return [attempt(security.next) for _ in arrivals]


def turns(student, before, between):
    """One thread: some arrive, one is checked, some more arrive, all are checked."""
    security = student.Security()
    for rank, passenger in before:
        security.arrive(rank, passenger)
    checked = [attempt(security.next)]
    for rank, passenger in between:
        security.arrive(rank, passenger)
    return checked + [attempt(security.next, 0) for _ in range(len(before) + len(between))]


def operations(student, tasks, afterwards):
    """One task for each list of calls, then some calls by the main task; the history of all of them."""
    security = student.Security()
    history = History()

    def task(calls):
        for name, *args in calls:
            history.call(name, getattr(security, name), *args)

    run_together(*[partial(task, calls) for calls in tasks])
    task(afterwards)
    return history.events


def waiting(student, timeouts, at, what):
    """A task for each timeout waits in next; after `at` seconds `what` is called. Who got what, after how long?"""
    security = student.Security()
    start = now()

    def later():
        time.sleep(start + at - now())
        name, *args = what
        getattr(security, name)(*args)

    *answers, _ = run_together(*[partial(timed, security.next, timeout) for timeout in timeouts], later)
    return [{"got": each.get("value", each.get("raised")), "seconds": round(each["seconds"], 2)} for each in answers]


def after_closing(student):
    """One thread: two passengers, closed twice; then everything is tried."""
    security = student.Security()
    security.arrive(2, "bob")
    security.arrive(1, "ann")
    security.close()
    security.close()
    calls = [
        partial(security.arrive, 1, "late"),
        security.next,
        partial(security.next, 0),
        security.next,
        partial(security.next, timeout=0),
        partial(security.next, timeout=5),
        partial(security.arrive, 1, "late"),
        security.next,
    ]
    return [attempt(call) for call in calls]
