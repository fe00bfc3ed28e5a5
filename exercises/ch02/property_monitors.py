"""Referee for safety and liveness.

Actors use one thing that only one of them may have at a time. What they do is written down as a trace:
a list of events (kind, actor), in the order in which they happened.

    ("want", "A")     A asks for it
    ("enter", "A")    A has it from now on: A is inside
    ("leave", "A")    A gives it back
    ("end", "")       the run is over. Only a complete run has this event, and there it is the last one

An actor asks for one thing at a time: it wants again only after it has left. You are the referee.

first_violation(trace)    safety: nothing bad ever happens. The index of the first event that is bad, or
                          None. Bad is: an enter while somebody is inside, an enter without a want that
                          is still open, and a leave of an actor who is not inside. Any trace can be
                          judged, also one that stops in the middle of a run.
live(trace)               liveness: something good happens in the end. True if each want was followed by
                          an enter of that actor, and each enter by its leave; else False. You are only
                          asked about runs that are safe. ValueError if the run is not complete:
                          what has not happened yet may still happen.
correct(final, expected)  whether the answer of the run is the one that was to be computed.
"""

Event = tuple[str, str]


def first_violation(trace: list[Event]) -> int | None:
    # TODO: this counts once, at the end. A referee points at the moment.
    wants, enters = (sum(kind == each for kind, _ in trace) for each in ("want", "enter"))
    return None if enters <= wants else len(trace) - 1


def live(trace: list[Event]) -> bool:
    # TODO: and those who went in? And a run that is not over?
    wants, enters = (sum(kind == each for kind, _ in trace) for each in ("want", "enter"))
    return wants == enters


def correct(final: int, expected: int) -> bool:
    # TODO
    return True
