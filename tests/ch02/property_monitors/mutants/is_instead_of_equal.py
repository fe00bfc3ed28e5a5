"""The same object, and not only the same number.

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
        raise ValueError("the run is not over")
    wants, enters, leaves = (sum(kind == each for kind, _ in trace) for each in ("want", "enter", "leave"))
    return wants == enters == leaves


def correct(final: int, expected: int) -> bool:
    return final is expected
