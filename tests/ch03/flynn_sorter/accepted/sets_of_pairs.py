"""Two sets of pairs, counted by cycle with a Counter."""

import math
from collections import Counter


def classify(trace):
    if not trace:
        raise ValueError
    if max(Counter((c, u) for c, u, *_ in trace).values()) > 1:
        raise ValueError
    i = max(Counter(c for c, _ in {(e[0], e[2]) for e in trace}).values())
    d = max(Counter(c for c, _ in {(e[0], e[3]) for e in trace}).values())
    return {(False, False): "SISD", (False, True): "SIMD", (True, False): "MISD", (True, True): "MIMD"}[i > 1, d > 1]


def cycles_to_add(n, kind, units):
    if kind not in ("SISD", "SIMD") or n < 0 or units < 1:
        raise ValueError
    return math.ceil(n / (units if kind == "SIMD" else 1))
