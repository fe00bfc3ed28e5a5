"""Count votes at three levels.

A ballot box is a function: calling it reads the box, which takes a while, and gives the list of the names
on its votes. Several boxes are read at the same time, and each is read once.

tally_low(boxes, cells)     one thread for each box, no lock. `cells` has a cell for each candidate, all of
                            them 0 at first. A vote is counted with two operations, each of which is a
                            single step that nobody can interrupt:
                                cell.load()                         the number in it
                                cell.compare_exchange(old, new)     if the number is still `old`: makes it
                                                                    `new` and says True. Else says False
                            Gives what is in each cell in the end. A vote for somebody without a cell: KeyError.
tally_mid(boxes)            one thread for each box, one dict for all of them, and a lock of your own, which
                            nobody holds while a box is read.
tally_high(boxes, workers)  an executor with so many workers (1 or more), and nothing else of the kind: no
                            thread and no lock of your own, no variable that several workers change.

All give a dict from name to number of votes (mid and high: of those who got any). If something goes wrong
with a box, the exception is raised to the caller, once no box is being read any more; if several go wrong,
one of the exceptions is.
"""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

Box = Callable[[], list[str]]


class AtomicInt(Protocol):
    """A number that threads share, with two operations that nobody can interrupt."""

    def load(self) -> int: ...
    def compare_exchange(self, expected: int, new: int) -> bool: ...


def in_threads(work: Callable[[Box], None], boxes: list[Box]) -> None:
    """Call work(box) for each box, each in a thread of its own, and wait for all."""
    errors: list[Exception] = []

    def run(box: Box) -> None:
        try:
            work(box)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(box,)) for box in boxes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def tally_low(boxes: list[Box], cells: dict[str, AtomicInt]) -> dict[str, int]:
    def count(box: Box) -> None:
        for name in box():
            cell = cells[name]
            votes = cell.load()
            while not cell.compare_exchange(votes, votes + 1):
                votes = cell.load()

    in_threads(count, boxes)
    return {name: cell.load() for name, cell in cells.items()}


def tally_mid(boxes: list[Box]) -> dict[str, int]:
    votes: dict[str, int] = {}
    counting = threading.Lock()

    def count(box: Box) -> None:
        for name in box():
            with counting:
                votes[name] = votes.get(name, 0) + 1

    in_threads(count, boxes)
    return votes


def tally_high(boxes: list[Box], workers: int) -> dict[str, int]:
    with ThreadPoolExecutor(workers) as executor:
        counted = [executor.submit(lambda box: Counter(box()), box) for box in boxes]
    return dict(sum((each.result() for each in counted), Counter()))
