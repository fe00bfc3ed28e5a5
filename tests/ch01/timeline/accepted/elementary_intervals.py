"""Cuts time at every start and end, and looks at each piece."""

def pieces(slices):
    cuts = sorted({t for _, start, end, _ in slices for t in (start, end)})
    return list(zip(cuts, cuts[1:]))


def running_in(slices, a, b):
    return [s for s in slices if s[1] <= a and b <= s[2]]


def max_running(slices):
    most = 0
    for _, start, end, _ in slices:
        if end - start <= 0:
            raise ValueError
    for a, b in pieces(slices):
        here = running_in(slices, a, b)
        if len({s[3] for s in here}) < len(here):
            raise ValueError("a core can do one thing at a time")
        most = max(most, len(here))
    return most


def max_in_progress(slices):
    max_running(slices)
    most = 0
    for a, b in pieces(slices):
        before = {s[0] for s in slices if s[1] <= a}
        after = {s[0] for s in slices if s[2] >= b}
        most = max(most, len(before & after))
    return most


def verdict(slices):
    return ("parallel" if max_running(slices) > 1 else "concurrent" if max_in_progress(slices) > 1 else "sequential")
