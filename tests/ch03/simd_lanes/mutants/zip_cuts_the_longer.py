"""zip stops at the end of the shorter one.

Caught by: test_any_length_on_any_unit
"""

from typing import Any


def blocks(vu: Any, a: list) -> list[list]:
    """The numbers of a in blocks of exactly `lanes`; the last one is filled up with its first number."""
    cut = [a[i : i + vu.lanes] for i in range(0, len(a), vu.lanes)]
    return [block + block[:1] * (vu.lanes - len(block)) for block in cut]


def add_arrays(vu: Any, a: list, b: list) -> list:
    result: list = []
    for one, other in zip(blocks(vu, a), blocks(vu, b)):
        result += vu.add(one, other)
    return result[: len(a)]


def clamp(vu: Any, a: list, limit: Any) -> list:
    limits = [limit] * vu.lanes
    result: list = []
    for block in blocks(vu, a):
        result += vu.select(vu.greater(block, limits), limits, block)
    return result[: len(a)]


def add_numpy(a: Any, b: Any) -> Any:
    if a.shape != b.shape:  # NumPy would stretch an array of length 1
        raise ValueError(f"shapes {a.shape} and {b.shape}")
    return a + b
