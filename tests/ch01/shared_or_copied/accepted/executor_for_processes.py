"""ProcessPoolExecutor with the context; threads keep Counters of their own and merge once."""

import multiprocessing
import threading
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

HITS: Counter[str] = Counter()


def shares(pages: list[str], workers: int) -> list[list[str]]:
    """The pages, dealt out to so many workers."""
    if workers < 1:
        raise ValueError("at least one worker")
    return [pages[number::workers] for number in range(workers)]


def count_with_threads(pages: list[str], workers: int) -> dict[str, int]:
    counting = threading.Lock()

    def count(mine: list[str]) -> None:
        mine_counted = Counter(mine)
        with counting:
            HITS.update(mine_counted)

    threads = [threading.Thread(target=count, args=(mine,)) for mine in shares(pages, workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(HITS)


def count_with_processes(pages: list[str], workers: int, method: str) -> dict[str, int]:
    context = multiprocessing.get_context(method)
    parts = shares(pages, workers)
    with ProcessPoolExecutor(workers, mp_context=context) as executor:
        futures = [executor.submit(Counter, part) for part in parts]
        return dict(sum((future.result() for future in futures), Counter()))
