"""As they arrive.

    crawl(urls, fetch, workers=5)

Fetches pages and gives them to the caller while the others are still on their way: an iterator of pairs
(url, page), and the page that is here first comes first.

urls      any iterable of strings, in any length, even without an end. A URL that occurs again is left out: each
          distinct URL is fetched once and comes out once.
fetch     fetch(url) returns the page as bytes. If it raises an Exception, the exception object takes the place
          of the page, and the crawl goes on.
workers   fetch is called in threads; up to `workers` calls are open at the same time, and never more. ValueError if
          it is less than 1, raised by crawl itself and not by the first next().

While the caller waits in next(), nobody is idle: when a fetch has ended, the next one begins, as long as there are
URLs. next() returns as soon as there is a page. If there are several, it may be any of them.

It reads no further than it needs: at no time have more than 2 * workers distinct URLs been taken from `urls` whose
page has not come out yet.

The iterator can be closed early, with close(), as every generator can. Then what has not begun never begins, what is
open is waited for, and when close() returns, no thread is left. The same holds when `urls` raises something: no more
fetches, no thread left, and the exception comes out of next(). Pages that had not come out yet may be lost then. At
the end of the iteration no thread is left either. A caller who never calls next() may close it as well.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice


def crawl(
    urls: Iterable[str], fetch: Callable[[str], bytes], workers: int = 5
) -> Iterator[tuple[str, bytes | Exception]]:
    """The pages in the order of their arrival."""
    if workers < 1:
        raise ValueError("at least one worker")
    return _pages(_distinct(urls), fetch, workers)


def _distinct(urls: Iterable[str]) -> Iterator[str]:
    seen = set()
    for url in urls:
        if url not in seen:
            seen.add(url)
            yield url


def _pages(urls: Iterator[str], fetch: Callable[[str], bytes], workers: int) -> Iterator[tuple[str, bytes | Exception]]:
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
