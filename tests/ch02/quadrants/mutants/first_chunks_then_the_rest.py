"""All jobs are taken up, one chunk of each; then each is done to its end.

Caught by: test_what_must_be_possible
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
    for job in jobs:
        for chunk in job[:1]:
            chunk()
    for job in jobs:
        for chunk in job[1:]:
            chunk()


def split_each(jobs: list[Job], workers: int) -> None:
    with ThreadPoolExecutor(workers) as executor:
        for job in jobs:
            wait([executor.submit(chunk) for chunk in job])


def everything(jobs: list[Job], workers: int) -> None:
    with ThreadPoolExecutor(workers) as executor:
        for job in jobs:
            for chunk in job:
                executor.submit(chunk)
