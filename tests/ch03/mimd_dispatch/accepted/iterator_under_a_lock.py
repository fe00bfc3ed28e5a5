"""A shared iterator behind a lock; the caller is one of the workers."""

import threading


class Source:
    def __init__(self, items):
        self.lock = threading.Lock()
        self.items = iter(items)

    def __iter__(self):
        return self

    def __next__(self):
        with self.lock:
            return next(self.items)


def dispatch(jobs, workers, symmetric):
    if workers < 2 - bool(symmetric):
        raise ValueError(workers)
    kinds = {kind for _, kind, _ in jobs}
    if kinds - {"cpu", "io"}:
        raise ValueError(kinds)
    out = {}

    def worker(source):
        for i, f in source:
            try:
                value = f()
            except Exception as e:
                value = e
            out[i] = value

    numbered = [(i, kind, f) for i, (_, kind, f) in enumerate(jobs)]
    everything = Source((i, f) for i, _, f in numbered)
    io = Source((i, f) for i, kind, f in numbered if kind == "io")
    cpu = Source((i, f) for i, kind, f in numbered if kind == "cpu")
    sources = [everything] * workers if symmetric else [cpu] * (workers - 1) + [io]
    others = [threading.Thread(target=worker, args=(source,)) for source in sources[1:]]
    for t in others:
        t.start()
    worker(sources[0])
    for t in others:
        t.join()
    return [out[i] for i in range(len(jobs))]
