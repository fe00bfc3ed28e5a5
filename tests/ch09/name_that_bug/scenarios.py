"""Hands over names and schedules; runs the repaired programs."""

from functools import partial

from grader.worker.stage import Log, Probe, run_together


def cases(student):
    """The names of the bugs, and the schedules."""
    witness = {str(name): [str(entry) for entry in schedule] for name, schedule in student.WITNESS.items()}
    return {"verdict": {str(name): bug for name, bug in student.VERDICT.items()}, "witness": witness}


def orders(student, stock, customers):
    """Customers who order one piece each."""
    shop = student.fix_orders()(stock)
    packing = Probe()
    answers = run_together(*[partial(shop.order, packing)] * customers)
    return {"answers": answers, "left": shop.left(), "packed": packing.count, "peak": packing.peak}


def office(student, jobs):
    """One task a job; which jobs were at work at the same time."""
    place = student.fix_printer()()
    working = Probe()
    doing = {"scan": place.scan, "print": place.print, "copy": place.copy, "fax": place.fax}
    run_together(*[partial(doing[job], partial(working, job)) for job in jobs])
    return {"together": working.together, "worked": sorted(working.order)}


def lift(student, calls, rides):
    """One task for each list of calls, one for each lift; all that happened, in order."""
    building = student.fix_lift()()
    log = Log()

    def passenger(floors):
        for floor in floors:
            building.call(floor)
            log("called", floor)

    def ride(floor):
        log("begins", floor)
        log("ends", floor)

    def serving(times):
        for _ in range(times):
            building.serve(ride)

    run_together(*[partial(passenger, floors) for floors in calls], *[partial(serving, times) for times in rides])
    return log.events


def call_on_the_way(student):
    """One calls while the lift is on its way: the ride goes on when the call is over. What was served, in order."""
    building = student.fix_lift()()
    served = []

    def ride(floor):
        served.append(floor)
        if floor == 7:
            run_together(partial(building.call, 3), names=["passenger"])

    building.call(7)
    building.serve(ride)
    building.serve(ride)
    return served


def market(student, alleys, walks):
    """Customers 0 and 1, with a list of alleys each to walk through; who was in which alley at the same time."""
    place = student.fix_market()(alleys)
    walking = Probe()

    def customer(me, through):
        for alley in through:
            place.walk(alley, me, partial(walking, f"alley {alley}, customer {me}"))

    run_together(*[partial(customer, me, through) for me, through in enumerate(walks)])
    return {"together": walking.together, "walks": sorted(walking.order)}
