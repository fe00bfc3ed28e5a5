"""A task that is not on a core is doing nothing.

Caught by: test_six_drawings
"""

Slice = tuple[str, float, float, int]


def most_at_once(spans: list[tuple[float, float]]) -> int:
    """The most of these half-open spans that have an instant in common."""
    events = sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans])
    most = now = 0
    for _, change in events:  # at the same instant, -1 comes before +1: who leaves is gone before who comes
        now += change
        most = max(most, now)
    return most


def check(slices: list[Slice]) -> None:
    for task, start, end, _ in slices:
        if end <= start:
            raise ValueError(f"{task} ends at {end}, and starts at {start}")
    for core in {core for *_, core in slices}:
        if most_at_once([(start, end) for _, start, end, on in slices if on == core]) > 1:
            raise ValueError(f"two slices overlap on core {core}")


def max_in_progress(slices: list[Slice]) -> int:
    check(slices)
    lifetimes: dict[str, tuple[float, float]] = {}
    for task, start, end, _ in slices:
        first, last = lifetimes.get(task, (start, end))
        lifetimes[task] = (min(first, start), max(last, end))
    return max_running(slices)


def max_running(slices: list[Slice]) -> int:
    check(slices)
    return most_at_once([(start, end) for _, start, end, _ in slices])


def verdict(slices: list[Slice]) -> str:
    if max_running(slices) >= 2:
        return "parallel"
    return "concurrent" if max_in_progress(slices) >= 2 else "sequential"
