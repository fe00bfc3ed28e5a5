"""interleaved is concurrent without threads: one chunk of each job in turn. Futures are asked for their result."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

Job = list[Callable[[], None]]


def one_by_one(jobs: list[Job]) -> None:
    for job in jobs:
        for chunk in job:
            chunk()


def interleaved(jobs: list[Job]) -> None:
    rest = [list(job) for job in jobs]
    while any(rest):
        for job in rest:
            if job:
                job.pop(0)()


def split_each(jobs: list[Job], workers: int) -> None:
    with ThreadPoolExecutor(max_workers=workers) as executor:
        for job in jobs:
            for future in [executor.submit(chunk) for chunk in job]:
                future.result()


def everything(jobs: list[Job], workers: int) -> None:
    with ThreadPoolExecutor(workers) as executor:
        for job in jobs:
            for chunk in job:
                executor.submit(chunk)
