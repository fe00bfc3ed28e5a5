"""Four ways to run a shift.

A job is a list of chunks, and a chunk is a function without arguments. A chunk is begun, runs for a while,
and has ended when the call returns. A job is open from the beginning of its first chunk to the end of its last.

                                  one job open at a time      several jobs open at a time
    one chunk of a job at a time  one_by_one(jobs)            interleaved(jobs)
    several chunks of a job       split_each(jobs, workers)   everything(jobs, workers)

one_by_one     chunks in the order of the list, jobs in the order of the list, never two at once.
interleaved    all jobs are taken up from the start, and none has to wait for another one to end. The chunks of
               one job run in their order, and never two of them at once. Whether chunks of different jobs
               run at once is up to you.
split_each     the next job begins when all chunks of this one have ended. Meanwhile the chunks of this one
               run at once, as many as `workers` allows.
everything     chunks of a job run at once, and so do chunks of different jobs, as many as `workers` allows.

`workers` is the most chunks that may run at any moment: ValueError if it is less than 1. Each chunk runs once.
All four return None when the last chunk has ended. A job may have no chunks, and there may be no jobs.
No chunk raises anything.
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
    with ThreadPoolExecutor(workers) as executor:
        for job in jobs:
            for chunk in job:
                executor.submit(chunk)
