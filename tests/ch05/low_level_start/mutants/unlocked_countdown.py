"""Everybody counts down, and the last one to end releases the caller. One line cannot be interrupted.

Caught by: test_results_come_in_order_when_all_have_ended
"""

import _thread


def run_all(functions):
    if not functions:
        return []
    results = [None] * len(functions)
    errors = [None] * len(functions)
    left = len(functions)
    done = _thread.allocate_lock()
    done.acquire()

    def work(number):
        nonlocal left
        try:
            results[number] = functions[number]()
        except BaseException as error:
            errors[number] = error
        finally:
            left -= 1
            if left == 0:
                done.release()

    for number in range(len(functions)):
        _thread.start_new_thread(work, (number,))
    done.acquire()
    for error in errors:
        if error is not None:
            raise error
    return results
