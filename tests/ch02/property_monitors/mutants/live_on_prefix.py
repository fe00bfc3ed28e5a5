"""A want without an enter is not live, so say False, whether the run is over or not.

Caught by: test_liveness_waits_for_the_end
"""

Event = tuple[str, str]


def first_violation(trace: list[Event]) -> int | None:
    wanting: set[str] = set()
    inside: str | None = None
    for index, (kind, actor) in enumerate(trace):
        if kind == "want":
            wanting.add(actor)
        elif kind == "enter":
            if inside is not None or actor not in wanting:
                return index
            wanting.remove(actor)
            inside = actor
        elif kind == "leave":
            if inside != actor:
                return index
            inside = None
    return None


def live(trace: list[Event]) -> bool:
    if not trace or trace[-1][0] != "end":
        return False
    wants, enters, leaves = (sum(kind == each for kind, _ in trace) for each in ("want", "enter", "leave"))
    return wants == enters == leaves


def correct(final: int, expected: int) -> bool:
    return final == expected
