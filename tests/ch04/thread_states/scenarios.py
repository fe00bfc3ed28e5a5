"""Lives that are led step by step, and real threads that are looked at."""

import threading

from grader.worker.stage import attempt, run_together


def text(value):
    """An Enum whose members are strings is as good as a string."""
    return str.__str__(value) if isinstance(value, str) else value


def lives(student, stories):
    """For each list of events, a new Life: its state at first, then what each event gave, and the state after it."""
    return [story(student.Life(), events) for events in stories]


def story(life, events):
    told = [[text(life.state)]]
    for event in events:
        try:
            gave = ["returned", text(life.fire(event))]
        except Exception as error:
            gave = ["raised", type(error).__name__]
        told.append([*gave, text(life.state)])
    return told


def side_by_side(student):
    """Two lives, the second of which stays where it is while the first goes on."""
    first, second = student.Life(), student.Life()
    for life, event in ((second, "start"), (first, "start"), (first, "schedule"), (first, "block")):
        attempt(life.fire, event)
    return {"first": text(first.state), "second": text(second.state), "third": text(student.Life().state)}


def ends(student, how):
    """A thread is looked at before it starts, by itself, and when it has ended: by returning, or by SystemExit."""
    seen = {}

    def work():
        seen["inside"] = text(student.observe(thread))
        if how == "exit":
            raise SystemExit

    thread = threading.Thread(target=work)
    seen["before"] = text(student.observe(thread))
    thread.start()
    thread.join()
    seen["after"] = text(student.observe(thread))
    seen["main"] = text(student.observe(threading.main_thread()))
    return seen


def blocked(student, daemon):
    """A thread waits for an event that comes late; a join with a timeout gives up before."""
    late = threading.Event()
    thread = threading.Thread(target=late.wait, daemon=daemon)
    thread.start()
    thread.join(0.5)
    seen = {"expired": text(student.observe(thread)), "again": text(student.observe(thread))}
    late.set()
    thread.join(1_000_000)
    thread.join()
    return {**seen, "after": text(student.observe(thread))}


def many_eyes(student):
    """Two others look at a thread while it ends, each twice."""
    gate = threading.Event()
    thread = threading.Thread(target=gate.wait)
    thread.start()

    def look():
        return [text(student.observe(thread)), text(student.observe(thread))]

    first, second, _ = run_together(look, look, gate.set)
    thread.join()
    return {"first": first, "second": second, "after": attempt(student.observe, thread).get("value")}
