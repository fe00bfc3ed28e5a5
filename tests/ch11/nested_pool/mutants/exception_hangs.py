"""A folder that cannot be read is waited for for ever.

Caught by: test_a_folder_that_cannot_be_read
"""

import threading
from concurrent.futures import ThreadPoolExecutor, wait


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    lock, finished = threading.Lock(), threading.Event()
    total, pending, errors = 0, 1, []

    with ThreadPoolExecutor(workers) as pool:

        def ended(future):
            nonlocal total, pending
            size, inside = future.result()
            with lock:
                total += size
                pending += len(inside) - 1
                if not pending:
                    finished.set()
            for folder in inside:
                pool.submit(read, folder).add_done_callback(ended)

        def read(folder):
            return sum(folder.files()), folder.folders()

        pool.submit(read, root).add_done_callback(ended)
        finished.wait()
    if errors:
        raise errors[0]
    return total
