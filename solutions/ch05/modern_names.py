"""Bring the API home.

These four functions use `threading` as it was written in 2018. Since then one of the names has gone, and the others
warn that they will. Port them to today's names; the program runs with `-W error`, so that a warning is an error.

    census()               a picture of the living threads, a dict: "count", how many there are; "me", the name
                           of the thread that calls; "names", the names of all, sorted; "daemons", the names
                           of those that are daemons, sorted. The main thread and the caller are among them,
                           threads that have ended or were never started are not. It is a picture of one moment:
                           a thread that ends meanwhile is in all of it or in none of it. (Whoever calls, `threading`
                           has started it; threads that `_thread` has started alone are not asked about.)
    spawn(name, target, daemon=False)
                           starts a thread of that name which calls target(), and returns it. It is a daemon if
                           `daemon` is true, and only then, whoever calls. In target() it has its name already.
    status(thread)         "alive", or "not alive" if it has not been started yet or has ended.
    rename(thread, name)   gives the thread another name. ValueError if the name is empty; it keeps its own then.
"""

import threading
from collections.abc import Callable
from typing import Any


def census() -> dict[str, Any]:
    threads = threading.enumerate()  # asked once: the next answer may be another one
    return {
        "count": len(threads),
        "me": threading.current_thread().name,
        "names": sorted(thread.name for thread in threads),
        "daemons": sorted(thread.name for thread in threads if thread.daemon),
    }


def spawn(name: str, target: Callable[[], Any], daemon: bool = False) -> threading.Thread:
    thread = threading.Thread(target=target, name=name, daemon=daemon)
    thread.start()
    return thread


def status(thread: threading.Thread) -> str:
    return "alive" if thread.is_alive() else "not alive"


def rename(thread: threading.Thread, name: str) -> None:
    if not name:
        raise ValueError("a thread needs a name")
    thread.name = name
