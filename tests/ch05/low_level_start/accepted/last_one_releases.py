"""A countdown under a lock; the last one to end wakes the caller."""

import _thread


def run_all(functions):
    if not functions:
        return []
    outcomes = {}
    mutex, finished = _thread.allocate_lock(), _thread.allocate_lock()
    finished.acquire()

    def work(i, fn):
        try:
            out = (True, fn())
        except BaseException as e:
            out = (False, e)
        with mutex:
            outcomes[i] = out
            if len(outcomes) == len(functions):
                finished.release()

    for i, fn in enumerate(functions):
        _thread.start_new_thread(work, (i, fn))
    finished.acquire()
    for i in range(len(functions)):
        good, what = outcomes[i]
        if not good:
            raise what
    return [outcomes[i][1] for i in range(len(functions))]
