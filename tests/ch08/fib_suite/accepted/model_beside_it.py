"""Compares with an implementation of its own; the log is a named temporary file that is closed by addCleanup."""

import random
import tempfile
import unittest


def model(n):
    return pow(2 << n, n + 1, (4 << 2 * n) - (2 << n) - 1) % (2 << n)


def make_case(fibonacci):
    class Compare(unittest.TestCase):
        @classmethod
        def setUpClass(cls):
            cls.draw = random.Random(8)

        def setUp(self):
            self.file = tempfile.NamedTemporaryFile("w+")
            self.addCleanup(self.file.close)
            self.log = self.file.name

        def test_model(self):
            for n in [0, 1, 2, *self.draw.sample(range(3, 301), 50), 300]:
                print(n, file=self.file)
                self.assertEqual(fibonacci(n), model(n) if n else 0)

        def test_errors(self):
            for n, kind in {-1: ValueError, -2: ValueError, 1.5: TypeError, 3.0: TypeError}.items():
                try:
                    fibonacci(n)
                except kind:
                    continue
                self.fail(f"no {kind.__name__} for {n}")

    return Compare


DOC = """
>>> for n in range(8):
...     print(fibonacci(n), end=" ")
0 1 1 2 3 5 8 13 
>>> str(fibonacci(42))
'267914296'
>>> fibonacci(-9)  # doctest: +ELLIPSIS
Traceback (most recent call last):
ValueError...
"""
