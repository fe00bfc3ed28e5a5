"""Counts the folder as done before it counts those inside.

Caught by: test_any_number_of_workers_is_enough
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    lock, finished = threading.Lock(), threading.Event()
    total, pending, errors = 0, 1, []

    with ThreadPoolExecutor(workers) as pool:

        def ended(future):
            nonlocal total, pending
            try:
                size, inside = future.result()
            except Exception as error:
                errors.append(error)
                size, inside = 0, []
            with lock:
                total += size
                pending -= 1
                if not pending:
                    finished.set()
            for folder in inside:
                with lock:
                    pending += 1
                pool.submit(read, folder).add_done_callback(ended)

        def read(folder):
            return sum(folder.files()), folder.folders()

        pool.submit(read, root).add_done_callback(ended)
        finished.wait()
    if errors:
        raise errors[0]
    return total
