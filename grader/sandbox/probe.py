"""Which walls really stand: tried out from inside, never concluded from the presence of a program.

A probe is a worker like any other, started by the same code, with a "submission" that tries to get out. What it
reports is compared here with what must be; one wrong fact and the tier is not used. Nothing is cached between runs of
the grader.
"""

from __future__ import annotations

import contextlib
import functools
import os
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.sandbox import bubblewrap
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.worker.protocol import Call, Observed

__all__ = ["TIERS", "Fact", "Probed", "choose_tier", "probe"]

TIERS = ("T0", "T2")
_INSIDE = Path(__file__).with_name("probe_inside.py")
_STARTS = "a worker starts and answers"
_SCENARIO = "def look(inside, targets): return inside.look(targets)\n"
_choosing = threading.Lock()  # two probes at once would each sweep away what the other starts
_LIMITS = Limits(seconds=5.0, memory_mb=256, processes=24)


@dataclass(frozen=True)
class Fact:
    """One thing that was tried: what had to come out, what did."""

    name: str
    expected: str
    seen: str
    ok: bool


@dataclass(frozen=True)
class Probed:
    """A tier and the facts about it on this machine; ``ok`` if all of them are as they must be."""

    tier: str
    ok: bool
    facts: list[Fact]


def probe(tier: str) -> Probed:
    """Start a worker of this tier and try the walls; about a tenth of a second."""
    with contextlib.closing(_listener()) as listener, tempfile.NamedTemporaryFile() as secret:
        targets = {
            "grader": os.getpid(),
            "port": listener.getsockname()[1],
            "memory_mb": _LIMITS.memory_mb,
            "forbidden": [secret.name, "/etc/passwd", *_private_places()],
            "nproc": tier == "T2",
            "sized": [bubblewrap.SCRATCH, bubblewrap.SHARED],
        }
        try:
            seen = _ask_inside(tier, targets)
        except Exception as error:  # noqa: BLE001  # whatever keeps it from starting is the answer
            return Probed(tier, ok=False, facts=[Fact(_STARTS, "yes", f"{error}"[:300], ok=False)])
    facts = [Fact(_STARTS, "yes", "yes", ok=True)]
    for name, (expected, right, tiers) in _EXPECTED.items():
        if tier in tiers:
            value = seen.get(name)
            facts.append(Fact(name, expected, str(value), bool(right(value))))
    return Probed(tier, all(fact.ok for fact in facts), facts)


def choose_tier(minimum: str = "T0") -> str:
    """The highest tier whose probes all come out right, found once per process.

    Raises ``RuntimeError`` if that is below ``minimum``.
    """
    with _choosing:
        best = _best_tier()
    if best is not None and TIERS.index(best) >= TIERS.index(minimum):
        return best
    raise RuntimeError(f"tier {minimum} does not work on this machine; `grader doctor` shows why")


@functools.cache
def _best_tier() -> str | None:
    return next((tier for tier in reversed(TIERS) if probe(tier).ok), None)


def _listener() -> socket.socket:
    """A server on loopback that a walled worker must not reach."""
    return socket.create_server(("127.0.0.1", 0))


def _private_places() -> list[str]:
    """Things beside the kit and in the home directory that no worker may read."""
    kit, home = Path(__file__).parents[2], Path.home()
    files = [each for each in sorted(home.iterdir())[:50] if each.is_file()] if home.is_dir() else []
    return [str(place) for place in (kit / "tests", kit / "solutions", kit / ".git", *files[:1])]


def _ask_inside(tier: str, targets: dict[str, Any]) -> dict[str, Any]:
    session = Session(tier, _LIMITS)
    try:
        session.load(_INSIDE.read_text(encoding="utf-8"), "probe_inside.py", _SCENARIO)
        (observed,) = session.ask(Call(request="", scenario="look", args=[targets]))
        session.finish()
    finally:
        session.end()
    if not isinstance(observed, Observed) or not isinstance(observed.value, dict):
        raise ValueError(f"the probe failed: {observed}")  # noqa: TRY004  # not a wrong type: a wrong answer
    return observed.value


def _refused(value: object) -> bool:
    return isinstance(value, str) and value.startswith("refused")


_LINUX = ("T0", "T2") if sys.platform == "linux" else ()
_EXPECTED: dict[str, tuple[str, Callable[[Any], bool], tuple[str, ...]]] = {
    "write to the work directory": ("works", lambda v: v == "works", TIERS),
    "allocate more than the memory limit": ("refused", _refused, _LINUX),
    "start 20 threads": ("works", lambda v: v == "works", TIERS),
    "use a Unix socket pair": ("works", lambda v: v == "works", TIERS),
    "read files of the grader's user": ("refused", _refused, ("T2",)),
    "write outside the work directory": ("refused", _refused, ("T2",)),
    "signal the grader": ("refused", _refused, ("T2",)),
    "read the grader's environment": ("refused", _refused, ("T2",)),
    "connect to the grader's host": ("refused", _refused, ("T2",)),
    "see other processes": ("refused", _refused, ("T2",)),
    "make a user namespace": ("refused", _refused, ("T2",)),
    "make an anonymous file in memory": ("refused", _refused, ("T2",)),
    "fork more than the process limit": ("refused", _refused, ("T2",)),
    "size of /tmp and /dev/shm in MiB": ("32 and 16", lambda v: v == "32 and 16", ("T2",)),
}
