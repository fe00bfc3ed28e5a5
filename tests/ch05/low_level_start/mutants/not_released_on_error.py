"""The lock is released when the work is done (and never if the work fails).

Caught by: test_errors_come_last_and_in_order
"""

import _thread


def run_all(functions):
    results = [None] * len(functions)
    locks = [_thread.allocate_lock() for _ in functions]

    def work(number):
        results[number] = functions[number]()
        locks[number].release()

    for number, lock in enumerate(locks):
        lock.acquire()
        _thread.start_new_thread(work, (number,))
    for lock in locks:
        lock.acquire()
    return results
