"""Ten attempts are enough for anybody.

Caught by: test_low_counts_every_vote
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
            for _ in range(10):
                votes = cell.load()
                if cell.compare_exchange(votes, votes + 1):
                    break

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
