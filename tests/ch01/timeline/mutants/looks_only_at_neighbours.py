"""Sort the slices; two that follow each other overlap, or not.

Caught by: test_many_drawings
"""

Slice = tuple[str, float, float, int]


def most_at_once(spans: list[tuple[float, float]]) -> int:
    """The most of these half-open spans that have an instant in common."""
    spans = sorted(spans)
    most = now = min(1, len(spans))
    for before, after in zip(spans, spans[1:]):
        now = now + 1 if after[0] < before[1] else 1
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
    return most_at_once(list(lifetimes.values()))


def max_running(slices: list[Slice]) -> int:
    check(slices)
    return most_at_once([(start, end) for _, start, end, _ in slices])


def verdict(slices: list[Slice]) -> str:
    if max_running(slices) >= 2:
        return "parallel"
    return "concurrent" if max_in_progress(slices) >= 2 else "sequential"
