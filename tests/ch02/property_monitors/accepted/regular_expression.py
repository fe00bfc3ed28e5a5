"""The trace as text: safety of growing prefixes by a regular expression for each actor and one for all."""

import re


def _text(trace, *kinds):
    return "".join(f"{kind[0]}{actor};" for kind, actor in trace if kind in kinds)


def _safe(trace):
    if not re.fullmatch(r"(?:e(\w+);l\1;)*(?:e\w+;)?", _text(trace, "enter", "leave")):
        return False
    for actor in {actor for _, actor in trace if actor}:
        mine = "".join(kind[0] for kind, name in trace if name == actor)
        if re.fullmatch("(wel)*(w|we)?", mine) is None:
            return False
    return True


def first_violation(trace):
    for length in range(1, len(trace) + 1):
        if not _safe(trace[:length]):
            return length - 1
    return None


def live(trace):
    if trace[-1:] != [("end", "")]:
        raise ValueError("this run goes on")
    return all(
        re.fullmatch("(wel)*", "".join(kind[0] for kind, name in trace if name == actor)) is not None
        for actor in {actor for _, actor in trace if actor}
    )


def correct(final, expected):
    return final == expected
