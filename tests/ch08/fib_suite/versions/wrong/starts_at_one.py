"""1, 1, 2, ..."""


def fibonacci(n):
    if not isinstance(n, int):
        raise TypeError("n must be an int")
    if n < 0:
        raise ValueError("n must not be negative")
    a, b = 1, 1
    for _ in range(n):
        a, b = b, a + b
    return a
