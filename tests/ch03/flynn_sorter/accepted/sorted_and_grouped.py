"""Sort, then itertools.groupby; divmod."""

from itertools import groupby
from operator import itemgetter


def classify(trace):
    many_i = many_d = False
    seen = 0
    for _, group in groupby(sorted(trace), key=itemgetter(0)):
        seen += 1
        group = list(group)
        units = [u for _, u, _, _ in group]
        if len(units) > len(set(units)):
            raise ValueError("two events")
        many_i |= any(e[2] != group[0][2] for e in group)
        many_d |= any(e[3] != group[0][3] for e in group)
    if seen == 0:
        raise ValueError("no events")
    return "%sI%sD" % ("SM"[many_i], "SM"[many_d])


def cycles_to_add(n, kind, units):
    if n < 0:
        raise ValueError
    if units < 1:
        raise ValueError
    match kind:
        case "SISD":
            return n
        case "SIMD":
            whole, rest = divmod(n, units)
            return whole + (rest > 0)
        case _:
            raise ValueError(kind)
