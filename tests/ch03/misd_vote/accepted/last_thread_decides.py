"""The threads count themselves under a lock; whoever makes it certain sets a Future."""

from concurrent.futures import Future, TimeoutError
from threading import Lock, Thread


class NoMajority(Exception):
    pass


def vote(programs, x, timeout=None):
    n = len(programs)
    if not n:
        raise ValueError(programs)
    result, lock, groups, back = Future(), Lock(), [], []

    def settle(program):
        try:
            answer, ok = program(x), True
        except Exception as error:
            answer, ok = error, False
        with lock:
            back.append(program)
            if ok:
                for group in groups:
                    if group[0] == answer:
                        group[1] += 1
                        break
                else:
                    groups.append([answer, 1])
            if result.done():
                return
            best = max([votes for _, votes in groups], default=0)
            if best > n / 2:
                result.set_result(next(a for a, votes in groups if votes == best))
            elif best + n - len(back) <= n / 2:
                result.set_exception(NoMajority())

    for program in programs:
        Thread(target=settle, args=[program], daemon=True).start()
    try:
        return result.result(timeout)
    except TimeoutError:
        raise NoMajority("time is up") from None
