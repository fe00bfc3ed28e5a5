"""First all io jobs, then all cpu jobs.

Caught by: test_a_free_worker_takes_the_next_job, test_all_workers_work_at_once
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
    threads[0].start()
    if not symmetric:
        threads[0].join()
    for thread in threads[1:]:
        thread.start()
    for thread in threads:
        thread.join()
    return results
