"""Overlapping is not simultaneous.

A slice is a stretch of time that a task spends on a core: (task, start, end, core), for example
("A", 0.0, 1.5, 0). It is half-open: the task is there from `start` on, and at `end` it is gone. A task may
have several slices, on any cores, but it is on one core at a time. The slices come in any order.

max_in_progress(slices)    the most tasks that are in progress at one instant. A task is in progress from its
                           first start to its last end, whether it is on a core in between or not.
max_running(slices)        the most slices that are executing at one instant.
verdict(slices)            "parallel" if two or more are executing at some instant; else "concurrent" if two or
                           more tasks are in progress at some instant; else "sequential", also for no slices.

All three raise ValueError if a slice does not end after its start, or if two slices overlap on one core.
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
    return most_at_once(list(lifetimes.values()))


def max_running(slices: list[Slice]) -> int:
    check(slices)
    return most_at_once([(start, end) for _, start, end, _ in slices])


def verdict(slices: list[Slice]) -> str:
    if max_running(slices) >= 2:
        return "parallel"
    return "concurrent" if max_in_progress(slices) >= 2 else "sequential"
