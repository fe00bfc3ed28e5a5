"""Powers of a matrix."""

import operator


def times(x, y):
    (a, b), (c, d) = x
    (e, f), (g, h) = y
    return ((a * e + b * g, a * f + b * h), (c * e + d * g, c * f + d * h))


def fibonacci(n):
    n = operator.index(n)
    if n < 0:
        raise ValueError(n)
    result, base = ((1, 0), (0, 1)), ((1, 1), (1, 0))
    while n:
        if n & 1:
            result = times(result, base)
        base, n = times(base, base), n >> 1
    return result[0][1]
