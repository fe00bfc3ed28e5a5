"""Without workers, nothing is counted.

Caught by: test_few_pages_and_wrong_arguments
"""

import multiprocessing
import threading
from collections import Counter

HITS: Counter[str] = Counter()


def shares(pages: list[str], workers: int) -> list[list[str]]:
    """The pages, dealt out to so many workers."""
    return [pages[number::workers] for number in range(max(1, workers))]


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
    with context.Pool(len(parts)) as pool:
        counted = pool.map(Counter, parts)  # what a child returns is sent to the parent: the only way back
    return dict(sum(counted, Counter()))
