"""The lock that ate eight cores.

Words are to be counted, on all cores. The first version has eight threads and the speed of one.

    count_words(chunks, workers, total)
            each chunk's words() is called once and gives a list of words: this is the work, it keeps a core busy.
            total.add(word, n) adds n to a word's count, which takes a millisecond of a core, and is NOT safe: of two that
            run at the same time, one may be lost. It is the only way to get counts into `total`.
            When count_words returns (None), total holds how often each word occurs in all chunks together.

            `workers` threads call words(), at the same time; no more of these calls run at once. A thread that is done with a
            chunk takes the next one of the list that nobody has taken. With as many cores as workers and no GIL,
            16 chunks of 1,000 words, 5 of them different, take hardly longer than 16 / workers calls of words().

            If words() raises, all other chunks are counted all the same, that chunk is not, and the exception
            goes to the caller when all is done; of several, that of the first chunk in the list. No thread is
            left when count_words has returned or raised. ValueError if workers < 1.
"""

import threading
from collections.abc import Sequence
from typing import Protocol


class Chunk(Protocol):
    def words(self) -> list[str]: ...


class Total(Protocol):
    def add(self, word: str, n: int) -> None: ...


def count_words(chunks: Sequence[Chunk], workers: int, total: Total) -> None:
    lock = threading.Lock()
    waiting = iter(chunks)

    def work() -> None:
        # TODO: for how long is the lock held, and how often?
        while True:
            with lock:
                chunk = next(waiting, None)
                if chunk is None:
                    return
                for word in chunk.words():
                    total.add(word, 1)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
