"""A lock for each different word, so that two can add different words.

Caught by: test_exact_counts
"""

import threading
from collections import Counter
from collections.abc import Sequence
from typing import Protocol


class Chunk(Protocol):
    def words(self) -> list[str]: ...


class Total(Protocol):
    def add(self, word: str, n: int) -> None: ...


def count_words(chunks: Sequence[Chunk], workers: int, total: Total) -> None:
    if workers < 1:
        raise ValueError("workers must be at least 1")
    lock = threading.Lock()
    waiting = iter(enumerate(chunks))
    guards: dict[str, threading.Lock] = {}
    errors: dict[int, BaseException] = {}

    def work() -> None:
        mine: Counter[str] = Counter()  # nobody else's: no lock
        while True:
            with lock:
                number, chunk = next(waiting, (-1, None))
            if chunk is None:
                break
            try:
                mine.update(chunk.words())
            except BaseException as error:
                errors[number] = error
        for word, n in sorted(mine.items()):
            with lock:
                guard = guards.setdefault(word, threading.Lock())
            with guard:
                total.add(word, n)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[min(errors)]
