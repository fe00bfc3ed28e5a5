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
    # TODO: is somebody who leaves at 2 still there at 2?
    instants = [start for start, _ in spans]
    return max((sum(start <= now <= end for start, end in spans) for now in instants), default=0)


def check(slices: list[Slice]) -> None:
    # TODO: two slices that overlap on one core.
    for task, start, end, _ in slices:
        if end <= start:
            raise ValueError(f"{task} ends at {end}, and starts at {start}")


def max_in_progress(slices: list[Slice]) -> int:
    check(slices)
    # TODO: a task that waits for its next slice is in progress, too. And it is one task.
    return most_at_once([(start, end) for _, start, end, _ in slices])


def max_running(slices: list[Slice]) -> int:
    check(slices)
    return most_at_once([(start, end) for _, start, end, _ in slices])


def verdict(slices: list[Slice]) -> str:
    if max_running(slices) >= 2:
        return "parallel"
    return "concurrent" if max_in_progress(slices) >= 2 else "sequential"
