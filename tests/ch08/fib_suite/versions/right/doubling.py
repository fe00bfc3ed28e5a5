"""F(2k) and F(2k + 1) from F(k) and F(k + 1)."""


def pair(n):
    if n == 0:
        return 0, 1
    a, b = pair(n >> 1)
    c, d = a * (2 * b - a), a * a + b * b
    return (d, c + d) if n & 1 else (c, d)


def fibonacci(n):
    if isinstance(n, bool) or not isinstance(n, int):
        raise TypeError("n: int")
    if n < 0:
        raise ValueError(f"n must not be negative, and is {n}")
    return pair(n)[0]
