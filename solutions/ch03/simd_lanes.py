"""Add without touching.

A vector unit works on `lanes` numbers at once, and that is all it can do. The numbers are sealed: only
the vector unit can see them. Python can put them into lists, move and repeat them, but it cannot add,
compare or print them (TypeError).

    vu.lanes               how many numbers an instruction takes
    vu.add(a, b)           element by element, a + b
    vu.greater(a, b)       element by element, whether a > b: a mask, only good for select
    vu.select(mask, a, b)  element by element, that of a where the mask says yes, else that of b

Each of these is one instruction. a and b are lists of exactly `lanes` sealed numbers, and so are the
results of add and select. Anything else is a ValueError.

    add_arrays(vu, a, b)     the sums of two lists of n sealed numbers, as a new list of n. As few
                             instructions as can be: n / lanes, rounded up.
    clamp(vu, a, limit)      each number of a, but at most limit (one sealed number), as a new list.
                             At most twice as many instructions.
    add_numpy(a, b)          the same with NumPy, where your processor is the vector unit: the sums of
                             two one-dimensional arrays of n numbers, as a new array. No loop in Python,
                             neither written nor hidden in map, numpy.vectorize and the like.

n may be 0, which takes no instruction, and need not be a multiple of lanes. Lists or arrays of different
lengths are a ValueError. a and b are not changed.
"""

from typing import Any


def blocks(vu: Any, a: list) -> list[list]:
    """The numbers of a in blocks of exactly `lanes`; the last one is filled up with its first number."""
    cut = [a[i : i + vu.lanes] for i in range(0, len(a), vu.lanes)]
    return [block + block[:1] * (vu.lanes - len(block)) for block in cut]


def add_arrays(vu: Any, a: list, b: list) -> list:
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)} numbers")
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


class Practice:
    """A vector unit to play with, of numbers that are not sealed. Nobody grades it."""

    def __init__(self, lanes: int) -> None:
        self.lanes, self.instructions = lanes, 0

    def add(self, a: list, b: list) -> list:
        return [x + y for x, y in self._lanes(a, b)]

    def greater(self, a: list, b: list) -> list:
        return [x > y for x, y in self._lanes(a, b)]

    def select(self, mask: list, a: list, b: list) -> list:
        return [x if yes else y for yes, (x, y) in zip(mask, self._lanes(a, b))]

    def _lanes(self, a: list, b: list) -> list:
        self.instructions += 1
        if len(a) != self.lanes or len(b) != self.lanes:
            raise ValueError(f"{len(a)} and {len(b)} numbers on {self.lanes} lanes")
        return list(zip(a, b))


if __name__ == "__main__":
    unit = Practice(3)
    print(add_arrays(unit, [5, 15, 20, 1], [15, 25, 10, 1]), "in", unit.instructions, "instructions")
    unit = Practice(3)
    print(clamp(unit, [5, 15, 20, 1], 10), "in", unit.instructions, "instructions")

    import numpy

    print(add_numpy(numpy.array([5, 15, 20]), numpy.array([15, 25, 10])))
