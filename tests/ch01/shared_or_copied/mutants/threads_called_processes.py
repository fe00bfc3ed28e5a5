"""A pool of threads does the same, and has no trouble with sharing.

Caught by: test_processes_send_their_counts
"""

import multiprocessing
import threading
from collections import Counter

HITS: Counter[str] = Counter()


def shares(pages: list[str], workers: int) -> list[list[str]]:
    """The pages, dealt out to so many workers."""
    if workers < 1:
        raise ValueError("at least one worker")
    return [pages[number::workers] for number in range(workers)]


def count_with_threads(pages: list[str], workers: int) -> dict[str, int]:
    counting = threading.Lock()

    def count(mine: list[str]) -> None:
        for page in mine:
            with counting:
                HITS[page] += 1

    threads = [threading.Thread(target=count, args=(mine,)) for mine in shares(pages, workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(HITS)


def count_with_processes(pages: list[str], workers: int, method: str) -> dict[str, int]:
    context = multiprocessing.get_context(method)
    parts = shares(pages, workers)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(workers) as pool:
        return dict(sum(pool.map(Counter, parts), Counter()))
