"""Each thread waits for the one after it before it says that it has ended: the caller waits for the first only."""

from _thread import allocate_lock, start_new_thread


def run_all(functions):
    n = len(functions)
    locks = [allocate_lock() for _ in range(n + 1)]
    for lock in locks[:n]:
        lock.acquire()
    results, errors = {}, {}

    def work(i, fn):
        try:
            results[i] = fn()
        except:  # noqa
            import sys

            errors[i] = sys.exc_info()[1]
        locks[i + 1].acquire()
        locks[i].release()

    for i, fn in enumerate(functions):
        start_new_thread(work, (), {"i": i, "fn": fn})
    with locks[0]:
        pass
    if errors:
        raise errors[min(errors)]
    return [results[i] for i in range(n)]
