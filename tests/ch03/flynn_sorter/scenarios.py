"""Asks for many answers at once."""

from grader.worker.stage import attempt


def text(value):
    """An Enum whose members are strings is as good as a string."""
    return str.__str__(value) if isinstance(value, str) else value


def names(student, traces):
    """What each trace is, as value or error."""
    return [attempt(lambda events: text(student.classify(events)), list(map(tuple, trace))) for trace in traces]


def cycles(student, questions):
    """How many cycles each question takes, as value or error."""
    return [attempt(student.cycles_to_add, *question) for question in questions]
