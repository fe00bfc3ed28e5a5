"""Customers at several counters, each in a thread of its own."""

import time
from functools import partial

from grader.worker.stage import attempt, now, run_together, timed


def ask(seats, wanted):
    """hold or hold_pair, by how many seats are wanted."""
    return seats.hold(*wanted) if len(wanted) == 1 else seats.hold_pair(*wanted)


def free(seats, n):
    """For each seat whether it is free; afterwards all are held."""
    return [seats.hold(seat) for seat in range(n)]


def answers(student, n, wanted):
    """One task for each list of wanted seats."""
    seats = student.Seats(n)
    return run_together(*[partial(ask, seats, each) for each in wanted])


def customers(student, n, wanted):
    """The same; which seats are free at the end?"""
    seats = student.Seats(n)
    answers = run_together(*[partial(ask, seats, each) for each in wanted])
    return {"answers": answers, "free": free(seats, n)}


def half_taken(student):
    """One thread asks for pairs of which one seat is held, and for one that is free."""
    seats = student.Seats(4)
    seats.hold(1)
    answers = [seats.hold_pair(0, 1), seats.hold_pair(1, 2), seats.hold_pair(3, 0)]
    return {"answers": answers, "free": free(seats, 4)}


def held_twice(student):
    """One thread holds a seat, tries again, another thread tries; then it is given back and held again."""
    seats = student.Seats(1)
    mine = [seats.hold(0), seats.hold(0)]
    other = run_together(lambda: seats.hold(0))
    seats.release(0)
    return [*mine, *other, seats.hold(0)]


def refused(student):
    """Seat 0 stays held for ever, and somebody waits for it. How long does a refusal take?"""
    seats = student.Seats(2)
    seats.hold(0)
    timed_out, *quick = run_together(
        partial(seats.hold_within, 0, 5.0),
        partial(timed, seats.hold, 0),
        partial(timed, seats.hold_pair, 0, 1),
        partial(timed, seats.hold_pair, 1, 0),
    )
    return {
        "within": timed_out,
        "refusals": [each.get("value") for each in quick],
        "seconds": max(map(seconds, quick)),
    }


def seconds(result):
    return round(result["seconds"], 2)


def waiting(student, wanted, releases):
    """All seats are held. One task for each (seat, timeout) waits, and one releases a seat at each (time, seat)."""
    seats = student.Seats(2)
    free(seats, 2)
    start = now()

    def clerk():
        for at, seat in releases:
            time.sleep(start + at - now())
            seats.release(seat)

    *answers, _ = run_together(*[partial(timed, seats.hold_within, *each) for each in wanted], clerk)
    return [{"got": each.get("value", each.get("raised")), "seconds": seconds(each)} for each in answers]


def releases(student, times):
    """One held seat, released by several tasks, which are not the one that holds it."""
    seats = student.Seats(2)
    seats.hold(0)
    answers = run_together(*[partial(attempt, seats.release, 0)] * times)
    return {"errors": [each.get("raised") for each in answers], "free": free(seats, 2)}


def errors(student):
    """What a wrong seat and a pair of one seat give, and which seats are free afterwards."""
    seats = student.Seats(2)
    wrong = [
        attempt(do)
        for seat in (-1, 2)
        for do in (
            partial(seats.hold, seat),
            partial(seats.release, seat),
            partial(seats.hold_within, seat, 0.0),
            partial(seats.hold_pair, 0, seat),
            partial(seats.hold_pair, seat, 1),
        )
    ]
    twice = attempt(seats.hold_pair, 1, 1)
    unheld = attempt(seats.release, 0)
    return {"wrong": wrong, "twice": twice, "unheld": unheld, "free": free(seats, 2)}
