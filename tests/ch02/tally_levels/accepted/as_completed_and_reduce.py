"""High with as_completed and reduce, and a class for the threads; a box's whole count goes into a cell at once."""

import threading
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import reduce


class Reader(threading.Thread):
    def __init__(self, box, on_vote):
        super().__init__()
        self.box, self.on_vote, self.error = box, on_vote, None

    def run(self):
        try:
            for name, n in Counter(self.box()).items():
                self.on_vote(name, n)
        except BaseException as e:
            self.error = e


def run_all(readers):
    [r.start() for r in readers]
    [r.join() for r in readers]
    for r in readers:
        if r.error is not None:
            raise r.error


def tally_low(boxes, cells):
    def add(name, n):
        done = False
        while not done:
            seen = cells[name].load()
            done = cells[name].compare_exchange(seen, seen + n)

    run_all([Reader(box, add) for box in boxes])
    return {name: cells[name].load() for name in cells}


def tally_mid(boxes):
    votes = defaultdict(int)
    lock = threading.RLock()

    def add(name, n):
        with lock:
            votes[name] += n

    run_all([Reader(box, add) for box in boxes])
    return dict(votes)


def plus(a, b):
    return {name: a.get(name, 0) + b.get(name, 0) for name in [*a, *b]}


def read(box):
    result = {}
    for name in box():
        result[name] = result.get(name, 0) + 1
    return result


def tally_high(boxes, workers):
    with ThreadPoolExecutor(workers) as pool:
        futures = {pool.submit(read, box) for box in boxes}
        return reduce(plus, (f.result() for f in as_completed(futures)), {})
