"""A table, one subTest a line; the log is used, and removed in tearDown; the log is a Path."""

import os
import tempfile
import unittest
from pathlib import Path

TABLE = [
    (0, 0), (1, 1), (2, 1), (3, 2), (12, 144), (77, 5527939700884757), (91, 4660046610375530309),
    (100, 354224848179261915075),
    (300, 222232244629420445529739893461909967206666939096499764990979600),
    (-1, ValueError), (-7, ValueError), (1.0, TypeError), (-1.5, TypeError), ("1", TypeError),
]


def make_case(fibonacci):
    class Table(unittest.TestCase):
        def setUp(self):
            self.log = Path(tempfile.mktemp())
            self.log.write_text("")

        def tearDown(self):
            self.log.unlink()

        def test_table(self):
            for n, wanted in TABLE:
                with self.subTest(n=n), self.log.open("a") as log:
                    print("asking", n, file=log)
                    if isinstance(wanted, int):
                        got = fibonacci(n)
                        self.assertEqual((got, type(got)), (wanted, int))
                    else:
                        with self.assertRaises(wanted):
                            fibonacci(n)

    return Table


DOC = '''
    >>> fibonacci(0), fibonacci(1), fibonacci(10)
    (0, 1, 55)
    >>> fibonacci(2) == fibonacci(3) - fibonacci(1) == 1
    True
    >>> fibonacci(-3)       # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
        ...
    ValueError: whatever it says
'''
