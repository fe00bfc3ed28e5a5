"""The first level is read by the caller, which only moves the problem.

Caught by: test_any_number_of_workers_is_enough
"""

from concurrent.futures import ThreadPoolExecutor


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    pool = ThreadPoolExecutor(workers)

    def size(folder):
        parts = [pool.submit(size, inner) for inner in folder.folders()]
        return sum(folder.files()) + sum(part.result() for part in parts)

    with pool:
        return size(root)
