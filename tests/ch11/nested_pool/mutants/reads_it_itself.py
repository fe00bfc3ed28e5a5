"""Reads the inner folder itself when no thread is free, and so goes down with the folders.

Caught by: test_two_thousand_deep
"""

import threading
from concurrent.futures import ThreadPoolExecutor


def folder_size(root, workers):
    if workers < 1:
        raise ValueError
    free = threading.Semaphore(workers - 1)
    with ThreadPoolExecutor(workers) as pool:
        def task(folder):
            try:
                return size(folder)
            finally:
                free.release()

        def size(folder):
            total, parts = sum(folder.files()), []
            for inner in folder.folders():
                if free.acquire(blocking=False):
                    parts.append(pool.submit(task, inner))
                else:
                    total += size(inner)
            return total + sum(p.result() for p in parts)

        return pool.submit(size, root).result()
