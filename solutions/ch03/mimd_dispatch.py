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

import queue
import threading
from collections.abc import Callable
from typing import Any

Job = tuple[str, str, Callable[[], Any]]


def dispatch(jobs: list[Job], workers: int, symmetric: bool) -> list[Any]:
    if workers < (1 if symmetric else 2):
        raise ValueError(f"{workers} workers are too few")
    if any(kind not in ("cpu", "io") for _, kind, _ in jobs):
        raise ValueError("a job is cpu or io")
    results: list[Any] = [None] * len(jobs)
    cpu: queue.SimpleQueue = queue.SimpleQueue()
    io = cpu if symmetric else queue.SimpleQueue()
    for index, (_, kind, function) in enumerate(jobs):
        (io if kind == "io" else cpu).put((index, function))

    def work(tasks: queue.SimpleQueue) -> None:
        while True:
            try:
                index, function = tasks.get_nowait()  # one step: nobody else gets this job
            except queue.Empty:
                return
            try:
                results[index] = function()
            except Exception as error:
                results[index] = error

    threads = [threading.Thread(target=work, args=(io if i == 0 else cpu,)) for i in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
