"""Each job gets its pool of so many workers.

Caught by: test_no_more_than_allowed
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

Job = list[Callable[[], None]]


def one_by_one(jobs: list[Job]) -> None:
    for job in jobs:
        for chunk in job:
            chunk()


def interleaved(jobs: list[Job]) -> None:
    threads = [threading.Thread(target=one_by_one, args=([job],)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def split_each(jobs: list[Job], workers: int) -> None:
    with ThreadPoolExecutor(workers) as executor:
        for job in jobs:
            wait([executor.submit(chunk) for chunk in job])


def everything(jobs: list[Job], workers: int) -> None:
    if workers < 1:
        raise ValueError("at least one worker")
    threads = [threading.Thread(target=split_each, args=([job], workers)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
