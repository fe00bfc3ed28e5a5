"""Errors go into a queue, the votes of each box are counted by the thread under a condition's lock; high starts with the box itself."""

import queue
import threading
from collections import Counter
from concurrent import futures
from itertools import chain


def everywhere(do, boxes):
    problems = queue.SimpleQueue()

    def guarded(box):
        try:
            do(box)
        except Exception as problem:
            problems.put(problem)

    crew = []
    for box in boxes:
        crew.append(threading.Thread(target=guarded, args=[box]))
        crew[-1].start()
    while crew:
        crew.pop().join()
    if not problems.empty():
        raise problems.get()


def tally_low(boxes, cells):
    def do(box):
        for vote in box():
            while True:
                number = cells[vote].load()
                if cells[vote].compare_exchange(number, number + 1):
                    break

    everywhere(do, boxes)
    return dict((name, cell.load()) for name, cell in cells.items())


def tally_mid(boxes):
    total = Counter()
    turn = threading.Condition()

    def do(box):
        votes = box()
        with turn:
            total.update(votes)

    everywhere(do, boxes)
    return total


def tally_high(boxes, workers):
    pool = futures.ThreadPoolExecutor(workers)
    try:
        read = [pool.submit(box) for box in boxes]
        futures.wait(read)
        return Counter(chain.from_iterable(each.result() for each in read))
    finally:
        pool.shutdown()
