"""The last block reaches back over numbers that are done already; islices for clamp."""

from itertools import islice

import numpy as np


def add_arrays(vu, a, b):
    n, w = len(a), vu.lanes
    if n != len(b):
        raise ValueError("lengths")
    if n and n < w:
        return vu.add(a + [a[-1]] * (w - n), b + [b[-1]] * (w - n))[:n]
    out = []
    for start in range(0, n - w + 1, w):
        out.extend(vu.add(a[start : start + w], b[start : start + w]))
    rest = n - len(out)
    if rest:
        out.extend(vu.add(a[-w:], b[-w:])[-rest:])
    return out


def clamp(vu, a, limit):
    numbers, out = iter(a), []
    while block := list(islice(numbers, vu.lanes)):
        n = len(block)
        block += [limit] * (vu.lanes - n)
        bound = [limit for _ in block]
        mask = vu.greater(bound, block)
        out += vu.select(mask, block, bound)[:n]
    return out


def add_numpy(a, b):
    if len(a) != len(b):
        raise ValueError
    return np.add(a, b)
