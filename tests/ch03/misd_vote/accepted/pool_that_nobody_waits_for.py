"""Futures, wait for the first one, shutdown without waiting."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
import time


class NoMajority(Exception):
    """No answer has been given by more than half of the programs."""


def vote(programs, x, timeout=None):
    if not programs:
        raise ValueError
    pool = ThreadPoolExecutor(max_workers=len(programs))
    try:
        return count([pool.submit(program, x) for program in programs], len(programs), timeout)
    finally:
        pool.shutdown(wait=False)


def count(futures, n, timeout):
    end = None if timeout is None else time.monotonic() + timeout
    groups, missing = [], set(futures)
    while missing:
        left = None if end is None else max(0, end - time.monotonic())
        done, missing = wait(missing, left, return_when=FIRST_COMPLETED)
        if not done:
            break
        for future in done:
            if future.exception() is None:
                answer = future.result()
                for group in groups:
                    if answer == group[0]:
                        group.append(answer)
                        break
                else:
                    groups.append([answer])
        best = max(map(len, groups), default=0)
        if best > n / 2:
            return max(groups, key=len)[0]
        if best + len(missing) <= n / 2:
            break
    raise NoMajority
