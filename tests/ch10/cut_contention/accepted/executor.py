"""A pool makes the calls; the caller puts the counts together, and no lock is needed."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor


def count_words(chunks, workers, total):
    if workers < 1:
        raise ValueError(workers)
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(lambda chunk=chunk: Counter(chunk.words())) for chunk in chunks]
    together = sum((future.result() for future in futures if future.exception() is None), Counter())
    for word, n in together.items():
        total.add(word, n)
    for future in futures:
        future.result()
