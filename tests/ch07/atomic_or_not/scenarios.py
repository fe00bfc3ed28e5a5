"""Hands over the claims and the schedules; runs desks that register names."""

from functools import partial

from grader.worker.stage import History, run_together


def claims(student):
    witness = {str(name): [str(entry) for entry in schedule] for name, schedule in student.WITNESS.items()}
    return {"atomic": dict(student.ATOMIC), "witness": witness}


def desks(student, tasks):
    """One task for each list of calls; the history of all of them, and of one look at the end."""
    roster = student.Roster()
    history = History()
    doing = {"register": roster.register, "names": roster.names}

    def task(calls):
        for name, *args in calls:
            history.call(name, doing[name], *args)

    run_together(*[partial(task, calls) for calls in tasks])
    history.call("names", roster.names)
    return history.events


def own_list(student):
    """A list of names that its owner changes; what does the roster say then?"""
    roster = student.Roster()
    numbers = [roster.register(name) for name in ("ann", "bob", "ann")]
    names = roster.names()
    names.append("eve")
    names.remove("ann")
    return {"numbers": numbers, "names": roster.names(), "next": roster.register("eve")}
