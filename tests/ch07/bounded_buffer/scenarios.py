"""Producers and consumers, each in a thread of its own."""

import time
from functools import partial

from grader.worker.stage import History, attempt, now, run_together, timed


def operations(student, capacity, before, tasks, afterwards):
    """Some calls by the main task, one task for each list of calls, some calls by the main task; all in one history."""
    buffer = student.Buffer(capacity)
    history = History()

    def task(calls):
        for name, *args in calls:
            history.call(name, len if name == "len" else getattr(buffer, name), *([buffer] if name == "len" else args))

    task(before)
    run_together(*[partial(task, calls) for calls in tasks])
    task(afterwards)
    events = history.events
    for event in events:
        if event["name"] == "len":
            event["args"] = []
    return events


def alone(student):
    """One thread: what needs no waiting."""
    buffer = student.Buffer(3)
    many = [3, None]
    calls = [
        partial(len, buffer),
        partial(buffer.put, {"a": 1}),
        partial(buffer.put_many, many),
        partial(many.clear),
        partial(len, buffer),
        buffer.get,
        partial(buffer.put_many, [1, 2, 3, 4]),
        partial(buffer.put, 5),
        partial(buffer.put_many, []),
        buffer.get,
        buffer.get,
        buffer.get,
        partial(len, buffer),
    ]
    return [attempt(call) for call in calls]


def capacities(student):
    return [attempt(lambda c=capacity: len(student.Buffer(c))) for capacity in (0, -1, 1)]


def waits(student, full, at, calls):
    """One call waits in a buffer for one item; at that time a second task makes the calls. What did it give, when?"""
    buffer = student.Buffer(1)
    if full:
        buffer.put("first")
    start = now()

    def later():
        time.sleep(start + at - now())
        for name, *args in calls:
            attempt(getattr(buffer, name), *args)

    waiter = partial(buffer.put, "second") if full else buffer.get
    answer, _ = run_together(partial(timed, waiter), later)
    return {"got": answer.get("value", answer.get("raised")), "seconds": round(answer["seconds"])}
