"""Wait for each in turn, and raise as soon as one has failed.

Caught by: test_errors_come_last_and_in_order
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
    for number, lock in enumerate(locks):
        lock.acquire()
        if errors[number] is not None:
            raise errors[number]
    return results
