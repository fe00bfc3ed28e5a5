"""Deal the jobs out like cards before the work begins.

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

    def work(tasks: list) -> None:
        for index, function in tasks:
            try:
                results[index] = function()
            except Exception as error:
                results[index] = error

    cpus = [cpu.get() for _ in range(cpu.qsize())]
    ios = [io.get() for _ in range(io.qsize())]
    first, n = (0, workers) if symmetric else (1, workers - 1)
    shares = ([] if symmetric else [ios]) + [cpus[i::n] for i in range(n)]
    threads = [threading.Thread(target=work, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
