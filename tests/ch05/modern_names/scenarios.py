"""Threads that wait at an event, that have ended, that were never started; nothing here uses an old name."""

import threading
import warnings
from collections import Counter
from functools import partial

from grader.worker.stage import attempt, checkpoint, run_together


def tried(student, calls):
    """What each call gives, and the deprecated names that it met."""
    seen = {}
    for label, do in calls.items():
        with warnings.catch_warnings(record=True) as met:
            warnings.simplefilter("always")
            answer = attempt(do)
        seen[label] = {
            **answer,
            "warnings": sorted({str(each.message).partition(",")[0] for each in met}),
        }
    return seen


def each_function(student):
    """Every function once, with what it says and which warnings it gives."""
    gate, box = threading.Event(), {}

    def spawn():
        box["clerk"] = student.spawn("clerk", gate.wait, daemon=True)
        return box["clerk"].name

    def kinds():
        return {key: type(value).__name__ for key, value in student.census().items()}

    def rename():
        student.rename(box["clerk"], "chief")
        return box["clerk"].name

    seen = tried(student, {"spawn": spawn, "census": kinds})
    if "clerk" in box:
        seen |= tried(student, {"status": lambda: student.status(box["clerk"]), "rename": rename})
        gate.set()
        box["clerk"].join()
        seen |= tried(student, {"status at the end": lambda: student.status(box["clerk"])})
    return seen


def open_house(student):
    """A census among three threads that wait, one of them a daemon; one has ended, and one was not started."""
    gate = threading.Event()
    before = [thread.name for thread in threading.enumerate()]
    gone = threading.Thread(target=int, name="gone")
    gone.start()
    gone.join()
    never = threading.Thread(target=int, name="never")
    waiting = [
        threading.Thread(target=gate.wait, name=name, daemon=name == "ghost") for name in ("clerk", "clerk", "ghost")
    ]
    for thread in waiting:
        thread.start()
    try:
        seen = student.census()
        [elsewhere] = run_together(student.census, names=["caller"])
        states = [student.status(waiting[0]), student.status(never)]
    finally:
        gate.set()
        for thread in waiting:
            thread.join()
    return {
        "count": seen["count"] - len(before),
        "me": [seen["me"], elsewhere["me"]],
        "missing": list((Counter(before) - Counter(seen["names"])).elements()),
        "names": without(seen["names"], before),
        "names elsewhere": without(elsewhere["names"], before),
        "ghosts": [name for name in seen["daemons"] if name in ("clerk", "ghost")],
        "states": [*states, student.status(waiting[0])],
    }


def without(names, others):
    """The names in their order, less one for each of the others."""
    left = Counter(others)
    return [name for name in names if left[name] < 1 or left.subtract([name])]


def leaving(student):
    """A census while a thread ends. Does it agree with itself?"""
    worker = threading.Thread(target=checkpoint, name="worker", daemon=True)
    worker.start()
    put_back = watch_looks(student)
    try:
        seen = student.census()
    finally:
        put_back()
    worker.join()
    listed = "worker" in seen["names"]
    return {"missing": len(seen["names"]) - seen["count"], "agrees": listed == ("worker" in seen["daemons"])}


def watch_looks(student):
    """From now on a thread can end before each look at who is alive; returns what puts the functions back."""
    owners = (threading, student)
    kept = [(owner, dict(vars(owner))) for owner in owners]
    looks = {look: looking(look) for look in (threading.enumerate, threading.active_count)}
    for owner, names in kept:
        for name, value in names.items():
            if callable(value) and type(value) is type(looking) and value in looks:
                setattr(owner, name, looks[value])

    def put_back():
        for owner, names in kept:
            vars(owner).update(names)

    return put_back


def looking(look):
    """The same function, which others can run before."""

    def late():
        checkpoint()
        return look()

    return late


def born(student, daemons):
    """What spawned threads know of themselves when they begin; asked from a plain thread and from a daemon."""
    seen = []

    def look():
        me = threading.current_thread()
        seen.append([me.name, me.daemon])

    def spawn_all():
        for number, daemon in enumerate(daemons):
            student.spawn(f"child {number}", look, daemon=daemon).join()

    run_together(spawn_all)
    run_together(spawn_all, daemon=True)
    plain = student.spawn("plain", look)
    plain.join()
    return {"seen": seen, "thread": isinstance(plain, threading.Thread), "status": student.status(plain)}


def renamed(student):
    """A thread is renamed before its start, while it works, and to nothing."""
    gate = threading.Event()
    thread = threading.Thread(target=gate.wait, name="first")
    names = []
    for to in ("second", ""):
        answer = attempt(student.rename, thread, to)
        names.append([answer.get("raised"), thread.name])
    thread.start()
    for to in ("third", ""):
        answer = attempt(partial(student.rename, thread, to))
        names.append([answer.get("raised"), thread.name])
    gate.set()
    thread.join()
    return names
