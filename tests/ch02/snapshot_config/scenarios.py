"""Readers and updaters of one pair of settings, each in a thread of its own."""

import threading
from functools import partial

from grader.worker.stage import History, attempt, checkpoint, run_together, timed


class Refused(Exception):
    """Raised by a change."""


def refuse(low, high):
    raise Refused


def swap(low, high):
    return high + 1, low


def moved(low_by, high_by):
    """A change that moves both; others may run while it thinks."""

    def change(low, high):
        checkpoint("change is running")
        return low + low_by, high + high_by

    return change


def read(snapshot):
    """All that is in a snapshot, key by key."""
    found = {}
    for key in sorted(snapshot):
        checkpoint()
        found[str(key)] = snapshot[key]
    return found


def one_reader(student, start, moves):
    """One task updates, another one takes snapshots and reads each several times, also when all is over."""
    settings = student.Settings(*start)
    taken = [settings.current()]

    def reader():
        seen = []
        for _ in range(2):
            taken.append(settings.current())
            seen.append([read(taken[-1]), read(taken[-1])])
        return seen

    def updater():
        for low_by, high_by in moves:
            settings.update(moved(low_by, high_by))

    seen, _ = run_together(reader, updater)
    late = [read(snapshot) for snapshot in taken]
    return {"first": late[0], "seen": [[*twice, again] for twice, again in zip(seen, late[1:], strict=True)]}


def history(student, start, tasks):
    """Each task makes its calls in order; the answers are recorded, and the settings at the end."""
    settings, record = student.Settings(*start), History()

    def current():
        return dict(settings.current())

    def update(low_by, high_by):
        return settings.update(moved(low_by, high_by))

    def task(plan):
        for name, *args in plan:
            record.call(name, {"current": current, "update": update}[name], *args)

    run_together(*[partial(task, plan) for plan in tasks])
    record.call("current", current)
    return record.events


def during_a_change(student):
    """Does a call of current begin and end inside one run of a change?"""
    settings, runs, running, inside = student.Settings(1, 9), [0], [], [False]

    def change(low, high):
        runs[0] += 1
        running.append(runs[0])
        checkpoint("change is running")
        running.pop()
        return low, high

    def reader():
        checkpoint()
        before = list(running)
        settings.current()
        checkpoint()
        inside[0] = bool(before) and before == running

    run_together(partial(settings.update, change), reader)
    return inside[0]


def endless_change(student):
    """One change never comes back. What does current say meanwhile, and how long does it take?"""
    settings, started = student.Settings(3, 4), threading.Event()

    def change(low, high):
        started.set()
        threading.Event().wait()

    threading.Thread(target=settings.update, args=(change,), daemon=True).start()
    started.wait()
    answers = run_together(*[partial(timed, lambda: read(settings.current()))] * 2)
    return {"seconds": max(each["seconds"] for each in answers), "values": [each.get("value") for each in answers]}


def failing_change(student, which):
    """A change that cannot be beside one that can; a third one when both are done."""
    settings = student.Settings(10, 20)
    bad = {"raises": refuse, "low > high": swap}[which]

    def watch():
        return [read(settings.current()), read(settings.current())]

    raised, version, seen = run_together(
        partial(attempt, settings.update, bad), partial(settings.update, moved(0, 1)), watch
    )
    later = settings.update(moved(0, 1))
    return {"raised": raised, "versions": [version, later], "seen": seen, "end": read(settings.current())}


def alone(student):
    """One thread: what it sees, and what it may not do."""
    settings = student.Settings(10, 20)
    first = settings.current()
    seen = [read(first)]
    versions = []
    for low_by, high_by in ((30, 30), (-5, 0), (0, -15)):
        versions.append(settings.update(moved(low_by, high_by)))
        seen.append(read(settings.current()))
    peeked = []
    settings.update(lambda low, high: (peeked.append(read(settings.current())), (low, high))[1])
    return {
        "seen": seen,
        "versions": versions,
        "first": read(first),
        "in a change": peeked[-1],
        "assignments": [attempt(assign, settings.current(), key) for key in ("low", "version", "other")],
        "assigned": read(settings.current()),
        "wrong pair": attempt(student.Settings, 2, 1).get("raised"),
        "equal pair": read(student.Settings(2, 2).current()),
    }


def assign(snapshot, key):
    snapshot[key] = 77
