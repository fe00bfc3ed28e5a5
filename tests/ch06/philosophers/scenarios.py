"""Philosophers at a table, each in a thread of its own."""

from functools import partial

from grader.worker.stage import Probe, attempt, run_together


class Accident(Exception):
    """Happens while somebody eats."""


def meals(student, n, seats, times):
    """The philosophers in `seats` dine `times` times each. Who ate how often, and who ate together?"""
    table = student.Table(n)
    probe = Probe()

    def philosopher(i):
        for _ in range(times):
            table.dine(i, probe)

    run_together(*[partial(philosopher, i) for i in seats], names=[f"P{i}" for i in seats])
    return {"meals": [probe.order.count(i) for i in range(n)], "together": probe.together}


def accident(student, n):
    """Philosopher 0 has an accident at the first meal; afterwards everybody dines, each in a new thread."""
    table = student.Table(n)
    probe = Probe()

    def mishap(i):
        raise Accident

    raised = run_together(partial(attempt, table.dine, 0, mishap), names=["P0"])
    run_together(*[partial(table.dine, i, probe) for i in range(n)], names=[f"P{i}" for i in range(n)])
    return {"raised": raised[0], "meals": sorted(probe.order), "together": probe.together}


def accident_beside_a_meal(student, n):
    """Philosopher 0 has an accident while the others dine."""
    table = student.Table(n)
    probe = Probe()

    def mishap(i):
        probe(i)
        raise Accident

    others = [partial(attempt, table.dine, i, probe) for i in range(1, n)]
    answers = run_together(partial(attempt, table.dine, 0, mishap), *others, names=[f"P{i}" for i in range(n)])
    return {"raised": answers[0], "meals": sorted(probe.order), "together": probe.together}


def errors(student):
    """Tables and seats that do not exist."""
    eaten = []
    table = student.Table(3)
    seats = [attempt(table.dine, i, eaten.append) for i in (-1, 3, 7)]
    return {"tables": [attempt(student.Table, n) for n in (1, 0, -2)], "seats": seats, "eaten": eaten}
