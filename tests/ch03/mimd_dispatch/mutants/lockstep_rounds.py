"""In each round every worker has one job; the next round begins when all are done.

Caught by: test_a_free_worker_takes_the_next_job
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

    barrier = threading.Barrier(workers)

    def one_each(tasks: queue.SimpleQueue) -> None:
        for _ in range(len(jobs)):
            mine: queue.SimpleQueue = queue.SimpleQueue()
            try:
                mine.put(tasks.get_nowait())
            except queue.Empty:
                pass
            work(mine)
            barrier.wait()

    threads = [threading.Thread(target=one_each, args=(io if i == 0 else cpu,)) for i in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
