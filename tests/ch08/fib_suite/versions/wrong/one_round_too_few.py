"""Right for 0; then one behind."""


def fibonacci(n):
    if not isinstance(n, int):
        raise TypeError("n must be an int")
    if n < 0:
        raise ValueError("n must not be negative")
    a, b = 0, 1
    for _ in range(1, n):
        a, b = b, a + b
    return a
