"""A queue that is emptied before the children are joined; unused workers are not started."""

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


def _count(queue: "multiprocessing.SimpleQueue", pages: list[str]) -> None:
    hits: dict[str, int] = {}
    for page in pages:
        hits[page] = hits.get(page, 0) + 1
    queue.put(hits)


def count_with_processes(pages: list[str], workers: int, method: str) -> dict[str, int]:
    context = multiprocessing.get_context(method)
    parts = shares(pages, workers)
    queue = context.SimpleQueue()
    children = [context.Process(target=_count, args=(queue, part), daemon=True) for part in parts if part]
    for child in children:
        child.start()
    total: dict[str, int] = {}
    for _ in children:
        for page, hits in queue.get().items():
            total[page] = total.get(page, 0) + hits
    for child in children:
        child.join()
    return total
