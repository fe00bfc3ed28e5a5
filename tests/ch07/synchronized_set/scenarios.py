"""Threads that share a SafeSet, or an object with decorated methods."""

import threading
from functools import partial

from grader.worker.stage import History, Probe, attempt, checkpoint, run_together


class Broken(Exception):
    """Raised by a decorated method."""


def items_of(shared):
    """What a loop goes through, sorted; or the exception."""
    seen = attempt(sorted, shared)
    return seen.get("value", seen)


def operations(student, start, tasks):
    """Each task does its operations on one set; the history of all of them."""
    shared = student.SafeSet(start)
    history = History()
    doing = {
        "add": shared.add,
        "discard": shared.discard,
        "remove": shared.remove,
        "pop": shared.pop,
        "update": shared.update,
        "contains": lambda x: x in shared,
        "len": lambda: len(shared),
        "items": partial(sorted, shared),
    }

    def task(calls):
        for name, *args in calls:
            history.call(name, doing[name], *args)

    run_together(*[partial(task, calls) for calls in tasks])
    events = history.events
    for event in events:
        if event["name"] == "pop" and "value" in (event["result"] or {}):
            event["args"] = [event["result"]["value"]]  # which item it is, is free; the model has to be told
    return events


def adders(student, items):
    """One task for each item adds it."""
    shared = student.SafeSet()
    answers = run_together(*[partial(shared.add, item) for item in items])
    return {"answers": answers, "items": items_of(shared), "len": attempt(len, shared)}


def alone(student):
    """One thread, every method, also with unusual items."""
    shared = student.SafeSet([1, 2, 2])
    results = [
        attempt(lambda: len(shared)),
        attempt(shared.add, 3),
        attempt(shared.add, 3),
        attempt(shared.add, None),
        attempt(lambda: None in shared),
        attempt(shared.discard, None),
        attempt(shared.discard, None),
        attempt(shared.remove, 3),
        attempt(shared.remove, 3),
        attempt(lambda: sorted(shared)),
        attempt(shared.update, iter([4, 5])),
        attempt(shared.update, [1, 5]),
        attempt(lambda: sorted(shared)),
        attempt(lambda: sorted([shared.pop() for _ in range(4)])),
        attempt(shared.pop),
        attempt(lambda: list(shared)),
    ]
    empty = student.SafeSet()
    return {"results": results, "empty": attempt(len, empty)}


def after_an_error(student):
    """Calls that raise; then another thread uses the set."""
    shared = student.SafeSet()
    raised = [attempt(shared.pop), attempt(shared.remove, 7), attempt(shared.add, [])]
    answers = run_together(partial(shared.add, 1))
    return {"raised": raised, "then": answers}


def crossed_updates(student):
    """a.update(b) beside b.update(a)."""
    a, b = student.SafeSet([1]), student.SafeSet([2])
    run_together(partial(a.update, b), partial(b.update, a))
    a.update(a)
    return [items_of(a), items_of(b)]


def loop_in_the_middle(student):
    """A loop that has begun; meanwhile this thread and another one change the set."""
    shared = student.SafeSet([1, 2, 3])
    loop = attempt(iter, shared)
    if "raised" in loop:
        return loop
    loop = loop["value"]
    seen = [next(loop)]
    run_together(partial(shared.add, 8), partial(shared.discard, 2))
    shared.add(9)
    rest = attempt(list, loop)
    return {"seen": sorted(seen + rest.get("value", [])), "raised": rest.get("raised"), "items": items_of(shared)}


def loops_and_adders(student):
    """One task goes through the set while another one adds."""
    shared = student.SafeSet([1])

    def add():
        shared.add(2)
        shared.add(3)

    def go_through():
        seen = []
        for item in shared:
            checkpoint()
            seen.append(item)
        return sorted(seen)

    _, seen = run_together(add, partial(attempt, go_through))
    return seen.get("value", seen)


class Slow:
    """An item whose hash and comparison take a while."""

    def __init__(self, key, probe):
        self.key, self.probe, self.slow = key, probe, False

    def _work(self):
        if self.slow:
            self.probe(self.key)

    def __hash__(self):
        self._work()
        return 1

    def __eq__(self, other):
        self._work()
        return self is other


def two_sets(student):
    """Two tasks, each with a set of its own, add items that are slow to hash. Were they inside together?"""
    probe = Probe()
    old, new = [[Slow(key, probe) for key in ("left", "right")] for _ in range(2)]
    sets = [student.SafeSet([item]) for item in old]
    for item in new:
        item.slow = True
    run_together(*[partial(each.add, item) for each, item in zip(sets, new, strict=True)])
    return probe.together


class Box:
    """Has a lock, and methods to be decorated."""

    def __init__(self, probe):
        self._lock = threading.RLock()
        self.probe = probe

    def work(self, key, *, more=0):
        """Work for a while."""
        self.probe(key)
        return [key, more]

    def fail(self):
        """Raise."""
        raise Broken

    def outer(self, key):
        """Call another synchronized method."""
        return [self.work(key, more=1), attempt(self.fail), self.work(key, more=2)]


def boxes(student):
    """A class like Box whose methods are synchronized."""
    return type(
        "Synchronized", (Box,), {name: student.synchronized(vars(Box)[name]) for name in ("work", "fail", "outer")}
    )


def decorated(student):
    """What a decorated method looks like, gives back, and lets through."""
    made = boxes(student)
    box = made(Probe())
    results = [box.work("a"), box.work("b", more=5), attempt(box.fail), attempt(box.work), box.outer("c")]
    names = [[each.__name__, each.__doc__] for each in (made.work, made.fail, made.outer)]
    others = run_together(partial(box.work, "other thread"))
    return {"results": results, "names": names, "others": others}


def decorated_together(student, same):
    """Two tasks in synchronized methods, of one object or of two. Were they inside together?"""
    probe = Probe()
    made = boxes(student)
    first = made(probe)
    second = first if same else made(probe)
    answers = run_together(partial(first.work, "first"), partial(second.outer, "second"))
    return {"answers": answers, "together": probe.together}


def open_doors(student):
    """Methods that change the set, and that are those of the built-in set."""
    changing = ["clear", "difference_update", "intersection_update", "symmetric_difference_update"]
    changing += ["__ior__", "__iand__", "__isub__", "__ixor__"]
    return [name for name in changing if getattr(student.SafeSet, name, None) == getattr(set, name)]
