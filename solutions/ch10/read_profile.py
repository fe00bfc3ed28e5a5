"""Who burns the time, who only waits?

A profile is a table: for each function how often it was called, the seconds spent in it and not in what it calls
(tottime), and the seconds between its calls and their ends (cumtime). pstats.Stats has it as a dict, `stats.stats`:

    (file, line, name) -> (primitive calls, all calls, tottime, cumtime, callers)

Primitive calls are those that are not made, directly or not, by the function itself. What is written in C has the file "~".

    hotspots(stats, n, by)      the names of the n functions (or of all, if there are fewer) that have the most of
                                `by`, which is "tottime" or "cumtime"; the most first, and by name where two have the same.
                                Functions of the same name in several places are one: their times are added up. What is
                                written in C is left out. ValueError if `by` is anything else.
    calls(stats, name)          (primitive, all): how often functions of that name were called, added up over all
                                places. KeyError if there is none.
    count_calls(name, threads)  runs the functions in the list `threads`, each in a thread of its own, all at the same
                                time, and waits until all have ended. Returns how often functions called `name`
                                were called in these threads, recursive calls included (plain functions, written in
                                Python, no generators). Afterwards nothing is left behind: no profiler, no hook, in
                                no thread, and the next count_calls works as well as the first. The same on all versions
                                of Python, so it has to do without cProfile: before 3.12 a cProfile profiler sees
                                only the thread that enables it, and since then only one can be enabled in a process.

The table is only read; it is the same afterwards.
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
