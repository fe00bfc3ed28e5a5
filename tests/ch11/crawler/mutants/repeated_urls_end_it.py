"""Takes a while without new URLs for the end.

Caught by: test_broken_pages_and_repeated_urls
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice


def crawl(
    urls: Iterable[str], fetch: Callable[[str], bytes], workers: int = 5
) -> Iterator[tuple[str, bytes | Exception]]:
    if workers < 1:
        raise ValueError("at least one worker")
    return _pages(_until_nothing_new(iter(urls), workers), fetch, workers)


def _until_nothing_new(urls, workers):
    seen = set()
    while new := [url for url in dict.fromkeys(islice(urls, 2 * workers)) if url not in seen]:
        seen.update(new)
        yield from new


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
