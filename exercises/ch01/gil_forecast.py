"""Predict the finish line.

n identical jobs are there at time 0. Each computes for `cpu` seconds, and then waits for `io` seconds for
somebody else (a server, a disk). When are all of them done?

The machine has so many `cores`. Who computes keeps its core until its CPU phase is over; who has to wait for
a core gets one first come, first served. Waiting for I/O needs no core.

kind            how the jobs are run
"sequential"    one after the other
"threads"       a thread for each job. With a GIL (gil=True) only one of them computes at a time, however many
                cores there are; a thread that waits for I/O does not hold the GIL
"processes"     a process for each job. Each has a GIL of its own. A process computes for `startup` seconds
                before it begins, and goes on with its job at once, on the same core

forecast(n, cpu, io, cores, kind, gil, startup=0.0)    the time in seconds at which all are done; 0.0 if n is 0.
best_kind(n, cpu, io, cores, gil, startup=0.0)         the kind with the smallest forecast. If several have it: the
                                                       first of them, in the order of the table.

ValueError if n, cpu, io or startup is negative, cores is less than 1, or the kind is not in the table.
"""

KINDS = ("sequential", "threads", "processes")


def forecast(n: int, cpu: float, io: float, cores: int, kind: str, gil: bool, startup: float = 0.0) -> float:
    # TODO: some machines, and some jobs, do not exist.
    if n == 0:
        return 0.0
    # TODO: does a thread that waits for I/O keep the others from anything? And can 3 jobs be split between 2 cores?
    if kind == "sequential" or (kind == "threads" and gil):
        return n * (cpu + io)
    return n / cores * (startup + cpu + io)


def best_kind(n: int, cpu: float, io: float, cores: int, gil: bool, startup: float = 0.0) -> str:
    return min(KINDS, key=lambda kind: forecast(n, cpu, io, cores, kind, gil, startup))
