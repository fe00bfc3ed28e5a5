"""Each thread holds its lock while it works, so the caller only has to get all the locks.

Caught by: test_results_come_in_order_when_all_have_ended
"""

import _thread


def run_all(functions):
    results = [None] * len(functions)
    errors = [None] * len(functions)
    locks = [_thread.allocate_lock() for _ in functions]

    def work(number):
        with locks[number]:
            try:
                results[number] = functions[number]()
            except BaseException as error:
                errors[number] = error

    for number in range(len(functions)):
        _thread.start_new_thread(work, (number,))
    for lock in locks:
        lock.acquire()
    for error in errors:
        if error is not None:
            raise error
    return results
