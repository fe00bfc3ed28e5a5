"""Start a thread, wait for it, start the next one.

Caught by: test_each_function_has_a_thread_of_its_own
"""

import _thread


def run_all(functions):
    results = [None] * len(functions)
    errors = [None] * len(functions)
    lock = _thread.allocate_lock()

    def work(number):
        try:
            results[number] = functions[number]()
        except BaseException as error:
            errors[number] = error
        finally:
            lock.release()

    for number in range(len(functions)):
        lock.acquire()
        _thread.start_new_thread(work, (number,))
    with lock:
        pass
    for error in errors:
        if error is not None:
            raise error
    return results
