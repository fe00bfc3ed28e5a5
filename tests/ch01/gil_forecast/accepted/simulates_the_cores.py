"""A small simulation: each job takes the core that is free first."""

def forecast(n, cpu, io, cores, kind, gil, startup=0.0):
    if n < 0 or cores < 1 or cpu < 0 or io < 0 or startup < 0:
        raise ValueError
    if kind == "sequential":
        now = 0.0
        for _ in range(n):
            now += cpu
            now += io
        return now
    if kind == "threads":
        servers = 1 if gil else cores
        work = cpu
    elif kind == "processes":
        servers = cores
        work = startup + cpu
    else:
        raise ValueError(kind)
    free = [0.0] * servers
    done = [0.0]
    for _ in range(n):
        free.sort()
        free[0] += work
        done.append(free[0] + io)
    return max(done)


def best_kind(n, cpu, io, cores, gil, startup=0.0):
    best = "sequential"
    for kind in ("threads", "processes"):
        if forecast(n, cpu, io, cores, kind, gil, startup) < forecast(n, cpu, io, cores, best, gil, startup):
            best = kind
    return best
