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

from collections.abc import Callable

Job = list[Callable[[], None]]


def one_by_one(jobs: list[Job]) -> None:
    for job in jobs:
        for chunk in job:
            chunk()


def interleaved(jobs: list[Job]) -> None:
    # TODO: the second job is not open before the first one is finished.
    for job in jobs:
        for chunk in job:
            chunk()


def split_each(jobs: list[Job], workers: int) -> None:
    # TODO: the chunks of a job do not need each other.
    for job in jobs:
        for chunk in job:
            chunk()


def everything(jobs: list[Job], workers: int) -> None:
    # TODO: nobody needs anybody here.
    for job in jobs:
        for chunk in job:
            chunk()
