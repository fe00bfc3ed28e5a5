"""The programs' threads note their answers under a Condition; the caller counts all again each time."""

import threading
import time


class NoMajority(Exception):
    pass


class Box:
    def __init__(self, n):
        self.n = n
        self.cond = threading.Condition()
        self.answers = []
        self.crashed = 0

    def run(self, program, x):
        try:
            answer = program(x)
        except Exception:
            with self.cond:
                self.crashed += 1
                self.cond.notify()
        else:
            with self.cond:
                self.answers.append(answer)
                self.cond.notify()

    def verdict(self):
        """(certain, answer)"""
        best = 0
        for a in self.answers:
            votes = sum(1 for b in self.answers if a == b)
            if votes > self.n // 2:
                return "yes", a
            best = max(best, votes)
        if best + self.n - len(self.answers) - self.crashed <= self.n // 2:
            return "no", None
        return "wait", None


def vote(programs, x, timeout=None):
    if len(programs) == 0:
        raise ValueError("no programs")
    box = Box(len(programs))
    for i, program in enumerate(programs):
        threading.Thread(target=box.run, args=(program, x), name=f"computer {i}").start()
    start = time.perf_counter()
    with box.cond:
        while True:
            what, answer = box.verdict()
            if what == "yes":
                return answer
            if what == "no":
                raise NoMajority("impossible")
            if timeout is None:
                box.cond.wait()
                continue
            left = timeout - (time.perf_counter() - start)
            if left <= 0 or not box.cond.wait(left):
                raise NoMajority("late")
