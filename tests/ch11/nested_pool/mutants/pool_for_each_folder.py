"""A pool of its own for each folder.

Caught by: test_any_number_of_workers_is_enough
"""

from concurrent.futures import ThreadPoolExecutor


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    with ThreadPoolExecutor(workers) as pool:
        inside = list(pool.map(lambda folder: folder_size(folder, workers), root.folders()))
    return sum(root.files()) + sum(inside)
