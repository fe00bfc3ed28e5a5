"""A ValueError for whatever it does not like."""


def fibonacci(n):
    if not isinstance(n, int) or n < 0:
        raise ValueError("n must be an int, and not negative")
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
