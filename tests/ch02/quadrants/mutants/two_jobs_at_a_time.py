"""Two jobs in turn, and the third one when these are over.

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
    for place in range(0, len(jobs), 2):
        both = [list(job) for job in jobs[place : place + 2]]
        while any(both):
            for job in both:
                if job:
                    job.pop(0)()


def split_each(jobs: list[Job], workers: int) -> None:
    with ThreadPoolExecutor(workers) as executor:
        for job in jobs:
            wait([executor.submit(chunk) for chunk in job])


def everything(jobs: list[Job], workers: int) -> None:
    with ThreadPoolExecutor(workers) as executor:
        for job in jobs:
            for chunk in job:
                executor.submit(chunk)
