"""The same scenario again and again with real threads, on one core, on two, with a tiny switch interval.

This finds what the simulated world cannot show (a hang of the real primitives, a thread that is left behind), and it
never judges speed. It is no proof of anything: the textbook race practically never shows here.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from typing import Any

import msgspec

from grader.worker.call import Watch, run_once
from grader.worker.protocol import Mishap, Observed, Searched, Stress, Up
from grader.worker.subject import Subject

__all__ = ["stress"]

_SWITCH_INTERVAL = 1e-6


def stress(subject: Subject, request: Stress) -> Iterator[Up]:
    """One ``Observed`` a distinct outcome, in the order of their first run, then ``Searched``."""
    seen: dict[str, tuple[Any, Mishap | None, list[str]]] = {}
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    runs, start, interval = 0, time.monotonic(), sys.getswitchinterval()
    pinned = []
    sys.setswitchinterval(_SWITCH_INTERVAL)
    try:
        for cores in request.cores:
            pinned.append(_pin(cores))
            for _ in range(request.repeats):
                runs += 1
                outcome = _once(subject, request)
                key = json.dumps([outcome[0], msgspec.to_builtins(outcome[1]), outcome[2]], sort_keys=True)
                seen.setdefault(key, outcome)
                first.setdefault(key, runs)
                counts[key] = counts.get(key, 0) + 1
                if outcome[2]:  # what a leaked thread still does would blur every later run
                    break
    finally:
        sys.setswitchinterval(interval)
    for key, (value, failure, leaked) in seen.items():
        yield Observed(
            request=request.request, value=value, failure=failure, leaked=leaked, count=counts[key], first=first[key]
        )
    on = ", ".join(map(str, pinned))
    yield Searched(
        request=request.request,
        executions=runs,
        steps=0,
        seconds=time.monotonic() - start,
        exhaustive=False,
        searched=f"{runs} real runs with {on} core(s)",
    )


def _once(subject: Subject, request: Stress) -> tuple[Any, Mishap | None, list[str]]:
    watch = Watch()
    value, failure = run_once(subject, request.scenario, request.args, watch)
    leaked = watch.leaked(grace=0.5)
    if failure is None and watch.uncaught:
        value, failure = None, watch.uncaught[0]
    if failure is None and leaked:
        value, failure = None, Mishap(kind="leak", message=f"still running at the end: {', '.join(leaked)}")
    return value, failure, leaked


_all_cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


def _pin(cores: int) -> int:
    """Use this many cores, or as many as there are; returns the number in use."""
    chosen = sorted(_all_cores)[: max(1, cores)]
    with contextlib.suppress(OSError, AttributeError):
        os.sched_setaffinity(0, chosen)
        return len(chosen)
    return os.cpu_count() or 1
