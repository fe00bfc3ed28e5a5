"""Set the name, then look whether it was empty.

Caught by: test_threads_are_born_as_asked
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
    thread.name = name
    if not thread.name:
        raise ValueError("a thread needs a name")
