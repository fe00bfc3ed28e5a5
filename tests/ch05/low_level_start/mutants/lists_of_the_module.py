"""There is one list of results and one of locks, emptied at each call.

Caught by: test_the_caller_sleeps_and_is_not_alone
"""

import _thread

results, errors, locks = [], [], []


def work(number, function):
    try:
        results[number] = function()
    except BaseException as error:
        errors[number] = error
    finally:
        locks[number].release()


def run_all(functions):
    results[:] = [None] * len(functions)
    errors[:] = [None] * len(functions)
    locks[:] = [_thread.allocate_lock() for _ in functions]
    for number, function in enumerate(functions):
        locks[number].acquire()
        _thread.start_new_thread(work, (number, function))
    for lock in locks:
        lock.acquire()
    for error in errors:
        if error is not None:
            raise error
    return list(results)
