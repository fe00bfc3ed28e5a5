"""Step by step. True is 1."""


def fibonacci(n):
    if not isinstance(n, int):
        raise TypeError(f"an int is wanted, not {type(n).__name__}")
    if n < 0:
        raise ValueError("there is nothing before the first one")
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
