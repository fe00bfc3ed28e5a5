"""A thread can be made a daemon at any time.

Caught by: test_every_function_works_without_a_warning
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
    thread = threading.Thread(target=target, name=name)
    thread.start()
    thread.daemon = daemon
    return thread


def status(thread: threading.Thread) -> str:
    return "alive" if thread.is_alive() else "not alive"


def rename(thread: threading.Thread, name: str) -> None:
    if not name:
        raise ValueError("a thread needs a name")
    thread.name = name
