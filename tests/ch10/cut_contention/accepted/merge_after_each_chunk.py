"""Each chunk's counts are added as soon as they are known."""

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
    errors: dict[int, BaseException] = {}

    def work() -> None:
        mine: Counter[str] = Counter()  # nobody else's: no lock
        while True:
            with lock:
                number, chunk = next(waiting, (-1, None))
            if chunk is None:
                break
            try:
                found = Counter(chunk.words())
                with lock:
                    for word, n in found.items():
                        total.add(word, n)
            except BaseException as error:
                errors[number] = error

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[min(errors)]
