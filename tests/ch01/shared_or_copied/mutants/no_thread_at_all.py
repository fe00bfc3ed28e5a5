"""One after the other: nothing gets lost, and there is no thread.

Caught by: test_threads_lose_no_visit
"""

import multiprocessing
from collections import Counter

HITS: Counter[str] = Counter()


def shares(pages: list[str], workers: int) -> list[list[str]]:
    """The pages, dealt out to so many workers."""
    if workers < 1:
        raise ValueError("at least one worker")
    return [pages[number::workers] for number in range(workers)]


def count_with_threads(pages: list[str], workers: int) -> dict[str, int]:
    for mine in shares(pages, workers):
        HITS.update(mine)
    return dict(HITS)


def count_with_processes(pages: list[str], workers: int, method: str) -> dict[str, int]:
    parts = shares(pages, workers)
    with multiprocessing.get_context(method).Pool(workers) as pool:
        return dict(sum(pool.map(Counter, parts), Counter()))
