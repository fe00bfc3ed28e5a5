"""Calls itself twice, each time. The kit stops it after 20,000 calls; from then on it says so at once."""

LIMIT = 20_000
calls = 0


def count(n):
    global calls
    calls += 1
    if calls > LIMIT:
        raise RuntimeError(f"stopped by the kit: this fibonacci is still computing after {LIMIT} calls of itself")
    return n if n < 2 else count(n - 1) + count(n - 2)


def fibonacci(n):
    global calls
    if not isinstance(n, int):
        raise TypeError("n must be an int")
    if n < 0:
        raise ValueError("n must not be negative")
    calls = 0 if calls <= LIMIT else calls
    return count(n)
