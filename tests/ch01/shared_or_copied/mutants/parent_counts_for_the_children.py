"""The children count, nobody hears of it, and the parent counts once more.

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


def _count(pages: list[str]) -> None:
    HITS.update(pages)


def count_with_processes(pages: list[str], workers: int, method: str) -> dict[str, int]:
    context = multiprocessing.get_context(method)
    children = [context.Process(target=_count, args=(mine,)) for mine in shares(pages, workers)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return dict(Counter(pages))
