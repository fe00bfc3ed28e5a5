"""Job shop with one I/O processor.

A job is (name, kind, function); its kind is "cpu" or "io". `workers` threads are the processors of this
machine.

    dispatch(jobs, workers, symmetric)
        runs every job once and returns what they returned, in the order of `jobs`. If a job raises an
        Exception, that exception object is its result, and the other jobs run all the same.

        symmetric: any of the workers runs any job.
        not symmetric: one of the workers is the I/O processor. It runs all io jobs and nothing else.
        The other workers run the cpu jobs.

        A worker runs one job after the other, and takes the next one as soon as it is free: no worker
        is idle while a job that it may run is waiting. Jobs run on no more than `workers` different
        threads. (The thread that calls dispatch may be one of them.)

        ValueError for workers < 1, for workers < 2 if not symmetric, and for any other kind, before any
        job runs. Names may occur twice. dispatch returns when all jobs are done.
"""

import threading
from collections.abc import Callable
from typing import Any

Job = tuple[str, str, Callable[[], Any]]


def dispatch(jobs: list[Job], workers: int, symmetric: bool) -> list[Any]:
    results: list[Any] = [None] * len(jobs)

    # TODO: each worker has its share before anybody knows how long a job takes, whatever kind of job it is. And what
    # if a job raises?
    def work(share: list[tuple[int, Job]]) -> None:
        for index, (_, _, function) in share:
            results[index] = function()

    numbered = list(enumerate(jobs))
    threads = [threading.Thread(target=work, args=(numbered[i::workers],)) for i in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
