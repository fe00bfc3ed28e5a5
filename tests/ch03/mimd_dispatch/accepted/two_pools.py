"""A ThreadPoolExecutor for each class, futures in order."""

from concurrent.futures import ThreadPoolExecutor


def dispatch(jobs, workers, symmetric):
    if workers < 1 or (not symmetric and workers < 2):
        raise ValueError("workers")
    for _, kind, _ in jobs:
        if kind not in {"cpu", "io"}:
            raise ValueError(kind)
    if symmetric:
        with ThreadPoolExecutor(workers) as pool:
            futures = [pool.submit(f) for _, _, f in jobs]
    else:
        with ThreadPoolExecutor(1) as io, ThreadPoolExecutor(workers - 1) as cpu:
            futures = [(io if kind == "io" else cpu).submit(f) for _, kind, f in jobs]
    return [f.exception() or f.result() for f in futures]
