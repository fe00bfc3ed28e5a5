"""Append each result when it is there: the list is complete at the end.

Caught by: test_results_come_in_order_when_all_have_ended
"""

import _thread


def run_all(functions):
    results = []
    errors = [None] * len(functions)
    locks = [_thread.allocate_lock() for _ in functions]

    def work(number):
        try:
            results.append(functions[number]())
        except BaseException as error:
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
