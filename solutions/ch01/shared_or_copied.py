"""The visitor counter that forgot.

HITS counts how often each page was visited. Several workers count together; each gets a share of the pages.

count_with_threads(pages, workers)              so many threads add to HITS, and afterwards it has each of these
                                                visits once more. Gives a copy of HITS.
count_with_processes(pages, workers, method)    the same with child processes of multiprocessing, started by
                                                `method`: "fork", "spawn" or "forkserver". The children count.
                                                Gives how often each page is in `pages`. HITS of this process
                                                stays as it was, and whatever is in it does not count. No child
                                                is alive afterwards.

Both give a dict from page to number. ValueError if there is less than 1 worker or if there is no such method.
More workers than pages are fine, and so are no pages at all.
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
    with context.Pool(workers) as pool:
        counted = pool.map(Counter, parts)  # what a child returns is sent to the parent: the only way back
    return dict(sum(counted, Counter()))
