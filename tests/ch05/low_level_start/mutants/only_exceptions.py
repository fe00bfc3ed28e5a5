"""`except Exception` catches whatever a function can raise.

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
        except Exception as error:
            errors[number] = error
        finally:
            locks[number].release()

    for number, lock in enumerate(locks):
        lock.acquire()
        _thread.start_new_thread(work, (number,))
    for lock in locks:
        lock.acquire()
    for error in errors:
        if error is not None:
            raise error
    return results
