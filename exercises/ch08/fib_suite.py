"""A suite that can fail.

Somebody hands you a function fibonacci, and you write the tests for it, in two ways. A good suite is green for every
right version, and red for every wrong one. This is what a right version does:

    fibonacci(0) is 0, fibonacci(1) is 1, and from then on each is the sum of the two before it.
    The result is exact, an int, for all n up to 300 at least, and it is there at once.
    ValueError for n < 0. TypeError for anything that is no int, whatever its value: 2.0, "3", None.

Nothing more is promised: neither what the text of an exception is, nor what becomes of True. Right versions differ
in that. A version that takes for ever is stopped by the kit with an exception, so your test of it ends.

make_case(fibonacci)   a class of tests, made for the function that it is given. Each of its tests has a log of its own:
                       setUp makes an empty temporary file, whose path is self.log. A test may write into it what it
                       likes. After each test, green or red, its file is gone. Tests pass in any order, and alone.
DOC                    the text of a docstring, with three examples or more, of which one shows that there is a
                       ValueError. In the examples, fibonacci is there already. They are run by doctest as they
                       stand, without any options but those that you write next to them.
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
            handle, FibonacciTest.log = tempfile.mkstemp(suffix=".log")
            os.close(handle)

        @classmethod
        def tearDownClass(cls) -> None:
            os.remove(cls.log)

        def test_first_numbers(self) -> None:
            # TODO: which function does this test? And what if it is wrong, where is it wrong?
            self.assertEqual(fib(0), 0)  # noqa: F821
            self.assertEqual(fib(10), 55)  # noqa: F821

    return FibonacciTest


# TODO: three examples, or more. What does an exception look like in there?
DOC: str = """The n-th Fibonacci number.

>>> fibonacci(1)
1
>>> n = fibonacci(10)
"""
