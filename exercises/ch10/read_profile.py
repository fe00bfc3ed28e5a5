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

import cProfile
import io
import pstats
import re
import threading
from collections.abc import Callable


def hotspots(stats: pstats.Stats, n: int, by: str) -> list[str]:
    # TODO: the printed table is for people: it is rounded, shortened, and has long names in it.
    text = io.StringIO()
    stats.stream = text
    stats.sort_stats(by).print_stats(n)
    return re.findall(r"\((\w+)\)\n", text.getvalue())


def calls(stats: pstats.Stats, name: str) -> tuple[int, int]:
    for (_, _, function), row in stats.stats.items():
        if function == name:
            return row[1], row[1]
    return 0, 0


def count_calls(name: str, threads: list[Callable[[], object]]) -> int:
    # TODO: whose calls does this profiler see?
    profile = cProfile.Profile()
    running = [threading.Thread(target=function) for function in threads]
    profile.enable()
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    profile.disable()
    return calls(pstats.Stats(profile), name)[1]
