"""No round of the loop, no complaint."""


def fibonacci(n):
    if not isinstance(n, int):
        raise TypeError("n must be an int")
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
