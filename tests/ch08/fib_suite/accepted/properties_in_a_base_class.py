"""Properties, in a base class with a mixin for the log; a folder for each test; time is limited with a thread."""

import tempfile
import threading
import unittest


class WithLog:
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.log = folder.name + "/log.txt"
        open(self.log, "x").close()


def make_case(fibonacci):
    class Properties(WithLog, unittest.TestCase):
        def test_sum(self):
            for n in range(0, 200):
                assert fibonacci(n) + fibonacci(n + 1) == fibonacci(n + 2), n

        def test_start(self):
            assert [fibonacci(0), fibonacci(1)] == [0, 1]

        def test_cassini(self):
            for n in range(1, 299):
                self.assertEqual(fibonacci(n - 1) * fibonacci(n + 1) - fibonacci(n) ** 2, (-1) ** n)

        def test_quick(self):
            got = []
            runner = threading.Thread(target=lambda: got.append(fibonacci(300)), daemon=True)
            runner.start()
            runner.join(5)
            self.assertTrue(got, "no result within five seconds")

        def test_negative(self):
            self.assertRaisesRegex(ValueError, "", fibonacci, -1)

        def test_types(self):
            for wrong in 1.0, 0.0, None, "5", [1]:
                self.assertRaises(TypeError, fibonacci, wrong)

    return Properties


DOC = """
>>> fibonacci(0)
0
>>> fibonacci(20)
6765
>>> try:
...     fibonacci(-1)
... except ValueError:
...     "a ValueError"
'a ValueError'
"""
