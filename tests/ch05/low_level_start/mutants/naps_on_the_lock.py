"""Sleep a little, and look again whether the lock is still held.

Caught by: test_the_caller_sleeps_and_is_not_alone
"""

import _thread


def run_all(functions):
    results = [None] * len(functions)
    errors = [None] * len(functions)
    locks = [_thread.allocate_lock() for _ in functions]

    def work(number):
        try:
            results[number] = functions[number]()
        except BaseException as error:
            errors[number] = error
        finally:
            locks[number].release()

    for number, lock in enumerate(locks):
        lock.acquire()
        _thread.start_new_thread(work, (number,))
    for lock in locks:
        while not lock.acquire(timeout=0.01):
            pass
    for error in errors:
        if error is not None:
            raise error
    return results
