"""Whole rounds by integer arithmetic; ties by a sorted list of pairs."""

_ORDER = ["sequential", "threads", "processes"]


def forecast(n, cpu, io, cores, kind, gil, startup=0.0):
    if kind not in _ORDER:
        raise ValueError(f"unknown kind: {kind}")
    for value in (n, cpu, io, startup, cores - 1):
        if value < 0:
            raise ValueError(f"negative: {value}")
    one_at_a_time = kind == "threads" and gil
    width = 1 if one_at_a_time else cores
    rounds = -(-n // width)
    match kind:
        case "sequential":
            return cpu * n + io * n
        case "threads":
            return rounds * cpu + (io if n else 0)
        case "processes":
            return rounds * startup + rounds * cpu + (io if n else 0)


def best_kind(n, cpu, io, cores, gil, startup=0.0):
    return _ORDER[sorted((forecast(n, cpu, io, cores, k, gil, startup), i) for i, k in enumerate(_ORDER))[0][1]]
