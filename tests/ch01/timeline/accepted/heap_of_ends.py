"""Goes through the starts in order and keeps the ends in a heap."""

import heapq
from collections import defaultdict


def peak(spans):
    ends, most = [], 0
    for start, end in sorted(spans):
        while ends and ends[0] <= start:
            heapq.heappop(ends)
        heapq.heappush(ends, end)
        most = max(most, len(ends))
    return most


def by(slices, field):
    groups = defaultdict(list)
    for each in slices:
        if each[2] <= each[1]:
            raise ValueError(each)
        groups[each[field]].append(each[1:3])
    return groups


def max_running(slices):
    if any(peak(group) != 1 for group in by(slices, 3).values()):
        raise ValueError("one core, two slices")
    return peak(each[1:3] for each in slices)


def max_in_progress(slices):
    max_running(slices)
    return peak((min(group)[0], max(end for _, end in group)) for group in by(slices, 0).values())


def verdict(slices):
    if max_running(slices) > 1:
        return "parallel"
    return "sequential" if max_in_progress(slices) < 2 else "concurrent"
