"""For each start, counts who is there; lifetimes by name."""

def _validate(slices):
    for i, (_, start, end, core) in enumerate(slices):
        if not start < end:
            raise ValueError("empty slice")
        for _, other_start, other_end, other_core in slices[:i]:
            if core == other_core and start < other_end and other_start < end:
                raise ValueError("overlap")


def _peak(spans):
    return max([len([1 for a, b in spans if a <= t < b]) for t, _ in spans] or [0])


def max_in_progress(slices):
    _validate(slices)
    names = {s[0] for s in slices}
    return _peak([(min(s[1] for s in slices if s[0] == n), max(s[2] for s in slices if s[0] == n)) for n in names])


def max_running(slices):
    _validate(slices)
    return _peak([s[1:3] for s in slices])


def verdict(slices):
    running, open_ = max_running(slices), max_in_progress(slices)
    if running > 1:
        return "parallel"
    if open_ > 1:
        return "concurrent"
    return "sequential"
