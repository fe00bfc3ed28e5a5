"""A counter with customers who are watched: who was served how often, where, and how many were inside."""

import threading

from grader.worker.stage import Probe, attempt, checkpoint


class Trouble(Exception):
    """Raised by serve for some customers, or by the customers themselves."""


class Counter:
    """Counts what happens at the windows; each count is a scheduling point."""

    def __init__(self, names, rude=(), door=None):
        self.names, self.rude, self.door = names, set(rude), door
        self.probe = Probe()
        self.taken = self.done = self.ahead = 0
        self.caller = threading.current_thread()
        self.elsewhere = False

    def customers(self):
        for number, name in enumerate(self.names):
            if number == self.door:
                raise Trouble(name)
            checkpoint()
            self.elsewhere |= threading.current_thread() is not self.caller
            self.taken += 1
            self.ahead = max(self.ahead, self.taken - self.done)
            yield name

    def serve(self, name):
        self.probe(str(name))
        checkpoint()
        self.done += 1
        if name in self.rude:
            raise Trouble(name)
        return f"served {name}"


def shown(results):
    """The results by name, with exceptions by the name of their class."""
    return {
        str(name): {"raised": type(result).__name__} if isinstance(result, BaseException) else result
        for name, result in results.items()
    }


def day(student, names, windows, rude=(), door=None):
    """All customers of a day. Those in `rude` make serve raise; at number `door` the customers raise."""
    counter = Counter(names, rude, door)
    answer = attempt(student.serve_all, counter.customers(), windows, counter.serve)
    return {
        "results": shown(answer["value"]) if isinstance(answer.get("value"), dict) else str(answer),
        "raised": answer.get("raised"),
        "served": sorted(counter.probe.order),
    }


def order(student, names):
    """One window: in which order are they served?"""
    counter = Counter(names)
    student.serve_all(counter.customers(), 1, counter.serve)
    return counter.probe.order


def crowd(student, names, windows):
    """How many were served at once, how many were taken and not yet served, and who went through the customers?"""
    counter = Counter(names)
    student.serve_all(counter.customers(), windows, counter.serve)
    return {"at once": counter.probe.peak, "ahead": counter.ahead, "elsewhere": counter.elsewhere}


def no_windows(student):
    counter = Counter(["ann"])
    answers = [attempt(student.serve_all, counter.customers(), windows, counter.serve) for windows in (0, -1)]
    return {"answers": answers, "taken": counter.taken}


def plain_list(student):
    """Customers in a list, some of them no names."""
    answer = student.serve_all([None, 0, "", ("a", 1)], 2, lambda customer: [customer])
    return sorted(([repr(customer), result] for customer, result in answer.items()), key=repr)
