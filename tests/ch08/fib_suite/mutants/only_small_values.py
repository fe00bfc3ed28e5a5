"""The numbers that everybody knows.

Caught by: test_red_for_every_wrong_version
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

        def test_first_numbers(self) -> None:
            self.assertEqual([fibonacci(n) for n in range(11)], [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55])

        def test_negative_numbers(self) -> None:
            for n in (-1, -2, -100):
                self.assertRaises(ValueError, fibonacci, n)

        def test_other_types(self) -> None:
            for n in (2.0, 2.5, "3", None):
                self.assertRaises(TypeError, fibonacci, n)

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
