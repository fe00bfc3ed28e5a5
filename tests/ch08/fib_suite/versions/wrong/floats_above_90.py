"""Exact as long as one usually looks."""


def fibonacci(n):
    if not isinstance(n, int):
        raise TypeError("n must be an int")
    if n < 0:
        raise ValueError("n must not be negative")
    a, b = (0, 1) if n <= 90 else (0.0, 1.0)
    for _ in range(n):
        a, b = b, a + b
    return int(a)
