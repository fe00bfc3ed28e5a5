"""Asks for many costs and placements at once."""

from grader.worker.stage import attempt


def tuples(trace):
    return [tuple(access) for access in trace]


def costs(student, cases):
    """For each (model, trace, home, prices): the cost, and whether home is as it was."""
    seen = []
    for model, trace, home, prices in cases:
        mine = dict(home)
        result = attempt(student.access_cost, model, tuples(trace), mine, *prices)
        seen.append({**result, "unchanged": mine == home})
    return seen


def places(student, cases):
    """For each (trace, nodes): the homes."""
    return [attempt(lambda t, n: dict(student.place(t, n)), tuples(trace), nodes) for trace, nodes in cases]
