"""The first exception is the one that is raised first.

Caught by: test_errors_come_last_and_in_order
"""

import _thread


def run_all(functions):
    results = [None] * len(functions)
    errors = []
    locks = [_thread.allocate_lock() for _ in functions]

    def work(number):
        try:
            results[number] = functions[number]()
        except BaseException as error:
            errors.append(error)
        finally:
            locks[number].release()

    for number, lock in enumerate(locks):
        lock.acquire()
        _thread.start_new_thread(work, (number,))
    for lock in locks:
        lock.acquire()
    if errors:
        raise errors[0]
    return results
