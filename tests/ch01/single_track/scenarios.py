"""Trains on a railway, each in a thread of its own."""

from functools import partial

from grader.worker.stage import Probe, attempt, run_together


class Derailed(Exception):
    """Raised by a train inside a section."""


def two_trains(student, sections):
    """One train crosses each of these sections. Who was inside together, and how often travel was called with what."""
    railway, inside, calls = student.Railway(2), Probe(), []

    def travel(train, n):
        inside(f"{train} in {n}")
        calls.append([train, n])

    run_together(*[partial(railway.cross, n, f"train {i}", travel) for i, n in enumerate(sections)])
    return {"together": inside.together, "calls": sorted(calls)}


def with_and_cross(student):
    """One train crosses section 1, another one uses `with railway.section(1)`, and comes back later."""
    railway, inside = student.Railway(2), Probe()

    def by_hand():
        for _ in range(2):
            with railway.section(1):
                inside("by hand")

    run_together(partial(railway.cross, 1, "train", lambda train, n: inside(train)), by_hand)
    return {"together": inside.together, "inside": inside.count}


def derailed(student, by_hand):
    """One train derails in section 0, and another one wants to pass."""
    railway, passed = student.Railway(1), []

    def derail(train, n):
        raise Derailed

    def use_with():
        with railway.section(0):
            raise Derailed

    first = use_with if by_hand else partial(railway.cross, 0, "A", derail)
    raised, _ = run_together(
        partial(attempt, first), partial(railway.cross, 0, "B", lambda train, n: passed.append(train))
    )
    return {"raised": raised, "passed": passed}


def alone(student):
    """One thread: sections that are none, two sections at once, the same section again."""
    railway, calls = student.Railway(3), []
    wrong = []
    for n in (-1, 3, -3, 99):
        wrong += [attempt(enter, railway, n), attempt(railway.cross, n, "train", lambda *call: calls.append(call))]
    for n in (2, 0, 2):
        enter(railway, n)
    with railway.section(0), railway.section(1):
        enter(railway, 2)
    return {
        "wrong": [each.get("raised") for each in wrong],
        "calls": calls,
        "none": attempt(enter, student.Railway(0), 0),
    }


def enter(railway, n):
    with railway.section(n):
        pass
