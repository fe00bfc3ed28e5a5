"""A subclass of Thread that counts under a lock; heapq for the first n."""

import heapq
import pstats
import sys
import threading
from collections import Counter
from collections.abc import Callable
from types import FrameType


def hotspots(stats: pstats.Stats, n: int, by: str) -> list[str]:
    column = {"tottime": 2, "cumtime": 3}.get(by)
    if column is None:
        raise ValueError(f"by must be tottime or cumtime, not {by!r}")
    seconds: Counter[str] = Counter()
    for (file, _, name), row in stats.stats.items():
        if file != "~":
            seconds[name] += row[column]
    return [name for _, name in heapq.nsmallest(n, ((-t, name) for name, t in seconds.items()))]


def calls(stats: pstats.Stats, name: str) -> tuple[int, int]:
    rows = [row for (_, _, function), row in stats.stats.items() if function == name]
    if not rows:
        raise KeyError(name)
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


def count_calls(name: str, threads: list[Callable[[], object]]) -> int:
    seen: list[str] = []

    def hook(frame: FrameType, event: str, arg: object) -> None:
        if event == "call" and frame.f_code.co_name == name:
            seen.append(name)  # one step, whatever the other threads do

    guard, total = threading.Lock(), 0

    class Watched(threading.Thread):
        def __init__(self, function):
            super().__init__()
            self.function, self.count = function, 0

        def hook(self, frame, event, arg):
            self.count += event == "call" and frame.f_code.co_name == name

        def run(self):
            nonlocal total
            sys.setprofile(self.hook)
            self.function()
            sys.setprofile(None)
            with guard:
                total += self.count

    running = [Watched(function) for function in threads]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return total
