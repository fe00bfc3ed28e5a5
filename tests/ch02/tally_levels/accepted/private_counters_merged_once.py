"""Mid: each thread counts for itself and adds its Counter to the dict once. High: map and sum. Low: recursion instead of a loop."""

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
            def add_one():
                votes = cell.load()
                return cell.compare_exchange(votes, votes + 1) or add_one()

            add_one()

    in_threads(count, boxes)
    return {name: cell.load() for name, cell in cells.items()}


def tally_mid(boxes: list[Box]) -> dict[str, int]:
    votes: dict[str, int] = {}
    counting = threading.Lock()

    def count(box: Box) -> None:
        mine = Counter(box())
        counting.acquire()
        try:
            for name in mine:
                votes[name] = mine[name] + votes.get(name, 0)
        finally:
            counting.release()

    in_threads(count, boxes)
    return votes


def tally_high(boxes: list[Box], workers: int) -> dict[str, int]:
    with ThreadPoolExecutor(max_workers=workers) as executor:
        return dict(sum(executor.map(lambda box: Counter(box()), boxes), Counter()))
