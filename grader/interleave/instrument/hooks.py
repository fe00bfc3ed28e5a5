"""The hooks that instrumented code calls, bound to the kernel. Every nanosecond here is paid per point."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.instrument import sites
from grader.interleave.instrument.sites import Site
from grader.interleave.world.locks import Lock, RLock

#: What a container call can change; everything else is not a visible operation by itself.
CONTAINERS: tuple[type, ...] = (list, dict, set, deque, bytearray, type({}.values()), type({}.keys()), type({}.items()))


def make_hooks(table: tuple[Site, ...]) -> dict[str, Callable[..., Any]]:
    """The hooks for one module, by name. They decide and record nothing: see `trace.collect` for that."""
    kernel = KERNEL
    runnable = kernel.runnable
    point = kernel.point
    spinning = tuple(site.spins for site in table)

    def at(obj: Any, site: int) -> Any:
        if len(runnable) > 1:
            point(site)
        return obj

    def inside(obj: Any, site: int) -> Any:
        if len(runnable) > 1 and isinstance(obj, CONTAINERS):
            point(site)
        return obj

    def pt(site: int) -> bool:
        if len(runnable) > 1:
            point(site)
        return False

    def loop(site: int) -> bool:
        kernel.back_edge(spinning[site - 1])
        return False

    def with_(manager: Any, site: int) -> Any:
        # Only a lock that will really offer a switch consumes the mark.
        if len(runnable) > 1 and isinstance(manager, Lock | RLock) and manager.owner is not kernel.current:
            kernel.next_site = site
        return manager

    return {sites.AT: at, sites.ARG: at, sites.PT: pt, sites.IN: inside, sites.LOOP: loop, sites.WITH: with_}
