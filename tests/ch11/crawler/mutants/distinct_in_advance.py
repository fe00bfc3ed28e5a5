"""Sorts out the URLs before it begins.

Caught by: test_no_more_than_it_needs
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice


def crawl(
    urls: Iterable[str], fetch: Callable[[str], bytes], workers: int = 5
) -> Iterator[tuple[str, bytes | Exception]]:
    if workers < 1:
        raise ValueError("at least one worker")
    return _pages(iter(dict.fromkeys(urls)), fetch, workers)


def _distinct(urls: Iterable[str]) -> Iterator[str]:
    seen = set()
    for url in urls:
        if url not in seen:
            seen.add(url)
            yield url


def _pages(
    urls: Iterator[str], fetch: Callable[[str], bytes], workers: int
) -> Iterator[tuple[str, bytes | Exception]]:
    pool = ThreadPoolExecutor(workers)
    url_of: dict[Future[bytes], str] = {}
    try:
        while True:
            for url in islice(urls, workers - len(url_of)):
                url_of[pool.submit(fetch, url)] = url
            if not url_of:
                return
            ended, _ = wait(url_of, return_when=FIRST_COMPLETED)
            page = ended.pop()
            error = page.exception()
            yield url_of.pop(page), page.result() if error is None else error
    finally:
        pool.shutdown(cancel_futures=True)
