"""sorted(reverse=True) turns the names round, too.

Caught by: test_names_that_occur_twice_ties_and_long_names
"""

import pstats
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
    return sorted(seconds, key=lambda name: (seconds[name], name), reverse=True)[:n]


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

    before = threading.getprofile()
    threading.setprofile(hook)  # for threads that start from now on
    try:
        running = [threading.Thread(target=function) for function in threads]
        for thread in running:
            thread.start()
    finally:
        threading.setprofile(before)
    for thread in running:
        thread.join()
    return len(seen)
