"""Remembers what it has found. True is no number here; exceptions have no text."""

KNOWN = [0, 1]


def fibonacci(n):
    if type(n) is not int:
        raise TypeError
    if n < 0:
        raise ValueError
    while len(KNOWN) <= n:
        KNOWN.append(KNOWN[-1] + KNOWN[-2])
    return KNOWN[n]
