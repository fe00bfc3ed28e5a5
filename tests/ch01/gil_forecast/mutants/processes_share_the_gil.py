"""The GIL is there once, whatever is running.

Caught by: test_six_machines
"""

from math import ceil

KINDS = ("sequential", "threads", "processes")


def forecast(n: int, cpu: float, io: float, cores: int, kind: str, gil: bool, startup: float = 0.0) -> float:
    if min(n, cpu, io, startup) < 0 or cores < 1 or kind not in KINDS:
        raise ValueError("no such machine, or no such jobs")
    if n == 0:
        return 0.0
    if kind == "sequential":
        return n * (cpu + io)
    if kind == "threads":
        rounds = n if gil else ceil(n / cores)
        return rounds * cpu + io
    return (n if gil else ceil(n / cores)) * (startup + cpu) + io


def best_kind(n: int, cpu: float, io: float, cores: int, gil: bool, startup: float = 0.0) -> str:
    return min(KINDS, key=lambda kind: forecast(n, cpu, io, cores, kind, gil, startup))
