"""An event loop over a heap: cores that become free, jobs in a queue."""

import heapq
from collections import deque

TABLE = {"sequential", "threads", "processes"}


def forecast(n, cpu, io, cores, kind, gil, startup=0.0):
    if kind not in TABLE or cores < 1 or any(x < 0 for x in (n, cpu, io, startup)):
        raise ValueError("no")
    if kind == "sequential":
        return float(n * (cpu + io))
    waiting = deque(range(n))
    free = cores if kind == "processes" or not gil else 1
    events, now, last = [], 0.0, 0.0
    while waiting or events:
        while waiting and free:
            waiting.popleft()
            free -= 1
            heapq.heappush(events, (now + cpu + (startup if kind == "processes" else 0), "core"))
        now, what = heapq.heappop(events)
        if what == "core":
            free += 1
            heapq.heappush(events, (now + io, "done"))
        last = max(last, now)
    return last


def best_kind(n, cpu, io, cores, gil, startup=0.0):
    times = {k: forecast(n, cpu, io, cores, k, gil, startup) for k in ("sequential", "threads", "processes")}
    return [k for k, t in times.items() if t == min(times.values())][0]
