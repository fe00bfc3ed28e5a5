"""Look at every event and remember where it went wrong.

Caught by: test_safety_of_many_traces
"""

Event = tuple[str, str]


def first_violation(trace: list[Event]) -> int | None:
    found: int | None = None
    wanting: set[str] = set()
    inside: str | None = None
    for index, (kind, actor) in enumerate(trace):
        if kind == "want":
            wanting.add(actor)
        elif kind == "enter":
            if inside is not None or actor not in wanting:
                found = index
            wanting.discard(actor)
            inside = actor
        elif kind == "leave":
            if inside != actor:
                found = index
            inside = None
    return found


def live(trace: list[Event]) -> bool:
    if not trace or trace[-1][0] != "end":
        raise ValueError("the run is not over")
    wants, enters, leaves = (sum(kind == each for kind, _ in trace) for each in ("want", "enter", "leave"))
    return wants == enters == leaves


def correct(final: int, expected: int) -> bool:
    return final == expected
