"""Calls everything and asserts nothing.

Caught by: test_red_for_the_versions_of_the_tutorial
"""

import os
import tempfile
import unittest
from collections.abc import Callable


def make_case(fibonacci: Callable[[int], int]) -> type[unittest.TestCase]:
    """Tests for this version of fibonacci."""

    class FibonacciTest(unittest.TestCase):
        log: str

        def setUp(self) -> None:
            handle, self.log = tempfile.mkstemp(suffix=".log")
            os.close(handle)
            self.addCleanup(os.remove, self.log)

        def test_small(self) -> None:
            for n in range(20):
                print(fibonacci(n), file=open(self.log, "a"))

        def test_negative(self) -> None:
            try:
                fibonacci(-1)
            except ValueError:
                pass

    return FibonacciTest


DOC: str = """The n-th Fibonacci number.

>>> [fibonacci(n) for n in range(9)]
[0, 1, 1, 2, 3, 5, 8, 13, 21]
>>> fibonacci(100)
354224848179261915075
>>> fibonacci(-1)  # doctest: +ELLIPSIS
Traceback (most recent call last):
ValueError...
"""
