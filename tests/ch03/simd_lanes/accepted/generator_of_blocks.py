"""A generator pads with the last number of the list; NumPy with a buffer of its own."""

import numpy


def padded(numbers, lanes):
    for i in range((len(numbers) + lanes - 1) // lanes):
        block = []
        for j in range(lanes):
            block.append(numbers[min(i * lanes + j, len(numbers) - 1)])
        yield block


def add_arrays(vu, a, b):
    try:
        strict = [None for _ in zip(a, b, strict=True)]
    except ValueError:
        raise ValueError("the arrays have different lengths") from None
    sums = []
    for pair in zip(padded(a, vu.lanes), padded(b, vu.lanes)):
        sums.extend(vu.add(*pair))
    del sums[len(strict) :]
    return sums


def clamp(vu, a, limit):
    out = []
    for block in padded(a, vu.lanes):
        top = [limit] * vu.lanes
        out.extend(vu.select(vu.greater(block, top), top, block))
    return out[0 : len(a)]


def add_numpy(a, b):
    if a.size != b.size:
        raise ValueError((a.size, b.size))
    out = numpy.empty(a.size, dtype=numpy.result_type(a, b))
    out[:] = a
    out += b
    return out
