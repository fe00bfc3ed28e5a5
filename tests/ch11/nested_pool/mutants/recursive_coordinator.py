"""No task waits for another, but the caller goes down with the folders.

Caught by: test_two_thousand_deep
"""

from concurrent.futures import ThreadPoolExecutor


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    with ThreadPoolExecutor(workers) as pool:

        def read(folder):
            return sum(folder.files()), folder.folders()

        def total(future):
            size, inside = future.result()
            return size + sum(map(total, [pool.submit(read, folder) for folder in inside]))

        return total(pool.submit(read, root))
