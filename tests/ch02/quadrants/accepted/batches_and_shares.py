"""split_each in batches of so many threads; everything gives each worker its share beforehand."""

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
        raise ValueError("no workers")
    for job in jobs:
        for i in range(0, len(job), workers):
            interleaved([[chunk] for chunk in job[i : i + workers]])


def everything(jobs: list[Job], workers: int) -> None:
    if workers < 1:
        raise ValueError("no workers")
    chunks = [chunk for job in jobs for chunk in job]
    interleaved([chunks[i::workers] for i in range(workers)])
