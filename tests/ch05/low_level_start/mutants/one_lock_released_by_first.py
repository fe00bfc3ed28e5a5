"""One lock says that the work is done: whoever ends releases it.

Caught by: test_results_come_in_order_when_all_have_ended
"""

import _thread


def run_all(functions):
    if not functions:
        return []
    results = [None] * len(functions)
    errors = [None] * len(functions)
    done = _thread.allocate_lock()
    done.acquire()

    def work(number):
        try:
            results[number] = functions[number]()
        except BaseException as error:
            errors[number] = error
        finally:
            try:
                done.release()
            except RuntimeError:
                pass  # somebody has done it

    for number in range(len(functions)):
        _thread.start_new_thread(work, (number,))
    done.acquire()
    for error in errors:
        if error is not None:
            raise error
    return results
