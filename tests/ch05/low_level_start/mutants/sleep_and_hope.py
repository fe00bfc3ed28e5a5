"""A second is more than enough for everybody to end.

Caught by: test_results_come_in_order_when_all_have_ended, test_each_function_has_a_thread_of_its_own
"""

import _thread
import time


def run_all(functions):
    results = [None] * len(functions)

    def work(number):
        results[number] = functions[number]()

    for number in range(len(functions)):
        _thread.start_new_thread(work, (number,))
    time.sleep(1)
    return results
