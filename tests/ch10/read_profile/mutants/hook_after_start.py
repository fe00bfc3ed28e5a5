"""The hook is set when the threads run.

Caught by: test_calls_in_all_threads
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
    return sorted(seconds, key=lambda name: (-seconds[name], name))[:n]


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

    running = [threading.Thread(target=function) for function in threads]
    for thread in running:
        thread.start()
    threading.setprofile(hook)
    threading.setprofile(None)
    for thread in running:
        thread.join()
    return len(seen)
