"""A thread for each chunk, and a semaphore that lets so many of them run."""

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
    if workers < 1:
        raise ValueError(workers)
    for job in jobs:
        everything([job], workers)


def everything(jobs: list[Job], workers: int) -> None:
    if workers <= 0:
        raise ValueError("workers must be positive")
    free = threading.BoundedSemaphore(workers)

    def run(chunk: Callable[[], None]) -> None:
        with free:
            chunk()

    threads = [threading.Thread(target=run, args=(chunk,)) for chunk in sum(jobs, [])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
