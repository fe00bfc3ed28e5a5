"""A pool whose threads are watched; a loop instead of sums."""

import pstats
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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
    found = {}
    for key in stats.stats:
        primitive, every = found.get(key[2], (0, 0))
        found[key[2]] = primitive + stats.stats[key][0], every + stats.stats[key][1]
    return found[name]


def count_calls(name: str, threads: list[Callable[[], object]]) -> int:
    seen: list[str] = []

    def hook(frame: FrameType, event: str, arg: object) -> None:
        if event == "call" and frame.f_code.co_name == name:
            seen.append(name)  # one step, whatever the other threads do

    threading.setprofile(hook)
    try:
        with ThreadPoolExecutor(max_workers=len(threads) or 1) as pool:
            for future in [pool.submit(function) for function in threads]:
                future.result()
    finally:
        threading.setprofile(None)
    return len(seen)
