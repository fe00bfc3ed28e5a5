"""Assertions of unittest, threads of a pool, semaphores as probes; each rule a method."""

import threading
import unittest
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait

T = unittest.TestCase()


class Boom(Exception):
    pass


class Rules:
    def __init__(self, new_cache):
        self.new_cache = new_cache
        self.count = Counter()
        self.gate = threading.Lock()

    def load(self, key):
        with self.gate:
            self.count[key] += 1
            return (key, self.count[key])

    def run(self, *jobs):
        with ThreadPoolExecutor(len(jobs)) as pool:
            futures = [pool.submit(*job) for job in jobs]
            wait(futures)
        return [future.exception() or future.result() for future in futures]

    def sequential(self):
        c = self.new_cache(self.load)
        T.assertEqual(c.get("k"), ("k", 1))
        T.assertEqual(c.get("l"), ("l", 1))
        T.assertEqual(c.get("k"), ("k", 1))
        c.forget("k")
        c.forget("unknown")
        T.assertEqual(c.get("l"), ("l", 1))
        T.assertEqual(c.get("k"), ("k", 2))

    def once(self):
        c = self.new_cache(self.load)
        T.assertEqual(self.run((c.get, "k"), (c.get, "k"), (c.get, "l")), [("k", 1), ("k", 1), ("l", 1)])
        T.assertEqual(self.count, {"k": 1, "l": 1})

    def never_two(self):
        inside = threading.Semaphore(1)
        clashes = []

        def load(key):
            if not inside.acquire(blocking=False):
                clashes.append(key)
                return 0
            try:
                return self.load(key)
            finally:
                inside.release()

        c = self.new_cache(load)
        self.run((c.get, "k"), (lambda: (c.forget("k"), c.get("k")),))
        T.assertFalse(clashes)

    def parallel(self):
        here = []
        both = []

        def load(key):
            here.append(key)
            both.append(len(here) == 2)
            here.remove(key)

        c = self.new_cache(load)
        self.run((c.get, "k"), (c.get, "l"))
        return True in both

    def failing(self):
        def load(key):
            got = self.load(key)
            if got[1] == 1:
                raise Boom
            return got

        c = self.new_cache(load)
        return c, self.run((c.get, "k"), (c.get, "k"))

    def error_not_kept(self):
        c, results = self.failing()
        T.assertTrue(any(isinstance(r, Boom) for r in results))
        T.assertTrue(all(isinstance(r, Boom) or r == ("k", 2) for r in results))
        T.assertEqual(c.get("k"), ("k", 2))
        T.assertEqual(c.get("k"), ("k", 2))

    def error_shared(self):
        _, results = self.failing()
        return all(isinstance(r, Boom) for r in results) and self.count["k"] == 1

    def forget_in_between(self):
        began = threading.Semaphore(0)

        def load(key):
            began.release()
            return self.load(key)

        c = self.new_cache(load)
        first, _ = self.run((c.get, "k"), (lambda: began.acquire() and c.forget("k"),))
        T.assertEqual(first, ("k", 1))
        T.assertEqual(c.get("k"), ("k", 2))


def suite(new_cache, explore):
    for rule in ("sequential", "once", "never_two", "error_not_kept", "forget_in_between"):
        explore.all(lambda: getattr(Rules(new_cache), rule)())
    explore.some(lambda: Rules(new_cache).parallel())
    explore.some(lambda: Rules(new_cache).error_shared())
