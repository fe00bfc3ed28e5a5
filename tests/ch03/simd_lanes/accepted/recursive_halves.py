"""One block now, the rest by recursion; NumPy by a sum over stacked rows."""

import numpy as np


def step(vu, run, n, *lists):
    if n == 0:
        return []
    w = vu.lanes
    now = [x[:w] + [x[0]] * max(0, w - n) for x in lists]
    return run(*now)[:n] + step(vu, run, max(0, n - w), *[x[w:] for x in lists])


def add_arrays(vu, a, b):
    if not len(a) == len(b):
        raise ValueError()
    return step(vu, vu.add, len(a), a, b)


def clamp(vu, a, limit):
    lim = [limit] * vu.lanes
    return step(vu, lambda x: vu.select(vu.greater(x, lim), lim, x), len(a), a)


def add_numpy(a, b):
    return np.stack([a, b]).sum(axis=0)  # stack refuses arrays of different shapes
