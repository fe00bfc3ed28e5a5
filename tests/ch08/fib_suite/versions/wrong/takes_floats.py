"""2.0 is as good as 2."""


def fibonacci(n):
    if n < 0:
        raise ValueError("n must not be negative")
    a, b = 0, 1
    for _ in range(int(n)):
        a, b = b, a + b
    return a
