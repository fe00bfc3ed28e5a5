"""The work is one line, so a lambda will do.

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
    receivers, processes = [], []
    for part in parts:
        receiver, sender = context.Pipe(duplex=False)
        processes.append(context.Process(target=lambda pages, pipe: pipe.send(Counter(pages)), args=(part, sender)))
        processes[-1].start()
        receivers.append(receiver)
    counted = [receiver.recv() for receiver in receivers]
    for process in processes:
        process.join()
    return dict(sum(counted, Counter()))
