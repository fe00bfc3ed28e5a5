"""Threads append to lists; the caller looks every hundredth of a second."""

import time
from threading import Thread


class NoMajority(Exception):
    pass


def vote(programs, x, timeout=None):
    n = len(programs)
    if n == 0:
        raise ValueError("no program")
    answers, failures = [], []

    def one(program):
        try:
            answers.append(program(x))
        except Exception as error:
            failures.append(error)

    for program in programs:
        Thread(target=one, args=(program,), daemon=True).start()
    end = time.time() + timeout if timeout else float("inf")
    while time.time() < end:
        lost, seen = len(failures), list(answers)
        best = max(seen, key=seen.count, default=None)
        if seen.count(best) > n / 2:
            return best
        if n - len(seen) - lost + seen.count(best) <= n / 2:
            raise NoMajority
        time.sleep(0.01)
    raise NoMajority("late")
