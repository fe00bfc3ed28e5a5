"""Who does not answer within ten seconds has nothing in it.

Caught by: test_any_number_of_workers_is_enough
"""

from concurrent.futures import ThreadPoolExecutor


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    pool = ThreadPoolExecutor(workers)

    def result(part):
        try:
            return part.result(timeout=10)
        except TimeoutError:
            return 0

    def size(folder):
        parts = [pool.submit(size, inner) for inner in folder.folders()]
        return sum(folder.files()) + sum(result(part) for part in parts)

    with pool:
        return pool.submit(size, root).result()
