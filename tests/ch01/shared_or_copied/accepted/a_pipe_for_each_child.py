"""A class for the child with a pipe of its own; threads hand their counts to the parent, which adds alone."""

import multiprocessing as mp
import threading
from collections import Counter
from multiprocessing.connection import Connection

HITS = Counter()


def _deal(pages, workers):
    if workers <= 0:
        raise ValueError("workers")
    hands = [[] for _ in range(workers)]
    for i, page in enumerate(pages):
        hands[i % workers].append(page)
    return hands


def count_with_threads(pages, workers):
    results = []
    threads = [threading.Thread(target=lambda hand=hand: results.append(Counter(hand))) for hand in _deal(pages, workers)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    for result in results:
        HITS.update(result)
    return HITS.copy()


def _child(pages, pipe: Connection):
    with pipe:
        for page, n in Counter(pages).items():
            pipe.send((page, n))
        pipe.send(None)


def count_with_processes(pages, workers, method):
    if method not in ("fork", "spawn", "forkserver"):
        raise ValueError(f"unknown start method {method}")
    ctx = mp.get_context(method)
    running = []
    for hand in _deal(pages, workers):
        here, there = ctx.Pipe()
        process = ctx.Process(target=_child, args=(hand, there))
        process.start()
        there.close()
        running.append((process, here))
    total = Counter()
    for process, here in running:
        while (item := here.recv()) is not None:
            total[item[0]] += item[1]
        here.close()
        process.join()
        process.close()
    return {page: total[page] for page in total}
