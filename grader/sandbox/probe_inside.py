"""The "submission" of a probe: tries to get out and says how far it came. Runs in a worker, never in the grader."""

import contextlib
import ctypes
import os
import socket
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any


def look(targets: dict[str, Any]) -> dict[str, str]:
    """Each attempt by name: ``works``, or ``refused: why``."""
    attempts: dict[str, Callable[[], Any]] = {
        "write to the work directory": lambda: _write("probe.txt"),
        "allocate more than the memory limit": lambda: bytearray((targets["memory_mb"] + 100) << 20),
        "start 20 threads": _threads,
        "use a Unix socket pair": _socket_pair,
        "signal the grader": lambda: os.kill(targets["grader"], 0),
        "read the grader's environment": lambda: _read(f"/proc/{targets['grader']}/environ"),
        "connect to the grader's host": lambda: socket.create_connection(("127.0.0.1", targets["port"]), 1).close(),
        "make a user namespace": lambda: _system_call("unshare", 0x10000000),
        "make an anonymous file in memory": lambda: os.close(os.memfd_create("probe")),
    }
    seen = {name: _attempt(action) for name, action in attempts.items()}
    seen["read files of the grader's user"] = _all_refused(_read, targets["forbidden"])
    kit = sys.modules["grader"].__path__[0]
    outside = ["/probe.txt", "/dev/probe.txt", "/usr/probe.txt", f"{kit}/probe.txt"]
    seen["write outside the work directory"] = _all_refused(_write, outside) if targets["nproc"] else "not tried"
    numbers = [entry for entry in Path("/proc").glob("*") if entry.name.isdigit()]
    seen["see other processes"] = "refused: there are none" if len(numbers) < 6 else f"{len(numbers)} processes"
    seen["fork more than the process limit"] = _attempt(_forks) if targets["nproc"] else "not tried"
    seen["size of /tmp and /dev/shm in MiB"] = " and ".join(map(_size, targets["sized"]))
    return seen


def _attempt(action: Callable[[], Any]) -> str:
    try:
        action()
    except BaseException as error:  # noqa: BLE001  # how it is refused is what we want to know
        return f"refused: {type(error).__name__} {error}"[:120]
    return "works"


def _all_refused(action: Callable[[str], None], paths: list[str]) -> str:
    worked = [path for path in paths if _attempt(partial(action, path)) == "works"]
    return f"works for {', '.join(worked)}" if worked else "refused: all"


def _socket_pair() -> None:
    for end in socket.socketpair():
        end.close()


def _read(path: str) -> None:
    if Path(path).is_dir():
        list(Path(path).iterdir())
    else:
        Path(path).open("rb").close()


def _write(path: str) -> None:
    Path(path).write_text("x", encoding="utf-8")
    Path(path).unlink()


def _threads() -> None:
    gate = threading.Event()
    threads = [threading.Thread(target=gate.wait, daemon=True) for _ in range(20)]
    try:
        for thread in threads:
            thread.start()
    finally:
        gate.set()
        for thread in threads:
            if thread.ident is not None:
                thread.join()


def _system_call(name: str, *arguments: int) -> None:
    # A failed call raises nothing in ctypes: its return value is the answer.
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _forks() -> None:
    children = []
    try:
        for _ in range(40):
            child = os.fork()
            if child == 0:
                threading.Event().wait(5)
                os._exit(0)
            children.append(child)
    finally:
        for child in children:
            with contextlib.suppress(OSError):
                os.kill(child, 9)
                os.waitpid(child, 0)


def _size(path: str) -> str:
    try:
        facts = os.statvfs(path)
    except OSError:
        return "none"
    return str(facts.f_blocks * facts.f_frsize >> 20)
