"""A pool with a worker for each core is as good.

Caught by: test_all_run_at_once
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
import time


class NoMajority(Exception):
    """No answer has been given by more than half of the programs."""


def vote(programs, x, timeout=None):
    if not programs:
        raise ValueError
    pool = ThreadPoolExecutor(2)
    futures = [pool.submit(program, x) for program in programs]
    pool.shutdown(wait=False)
    return count(futures, len(programs), timeout)


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
