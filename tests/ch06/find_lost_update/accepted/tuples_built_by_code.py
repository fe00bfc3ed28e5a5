"""Schedules put together by code, as tuples."""

def turns(*pieces):
    return tuple(name for name, steps in pieces for _ in range(steps))


LOST = turns(*[("A", 1), ("B", 1)] * 6)
WORST = turns(("A", 2), ("B", 6), ("A", 1), ("B", 1), ("A", 6), ("B", 2))
SAFE = turns(*[("A", 3), ("B", 3)] * 2)
