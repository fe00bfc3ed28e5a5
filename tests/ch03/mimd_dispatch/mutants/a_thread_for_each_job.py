"""A thread is cheap: one for each job, and a semaphore for how many work at once.

Caught by: test_every_job_once
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

    free, io_free = threading.Semaphore(workers if symmetric else workers - 1), threading.Semaphore(1)

    def one(index: int, kind: str, function: Callable[[], Any]) -> None:
        with io_free if kind == "io" and not symmetric else free:
            task: queue.SimpleQueue = queue.SimpleQueue()
            task.put((index, function))
            work(task)

    threads = [threading.Thread(target=one, args=(i, kind, function)) for i, (_, kind, function) in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
