"""Hands in as many as it may, and more when all of these are out.

Caught by: test_pages_come_as_they_arrive
"""

from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice


def crawl(urls, fetch, workers=5):
    if workers < 1:
        raise ValueError("at least one worker")
    return pages(iter(urls), fetch, workers)


def pages(urls, fetch, workers):
    seen = set()
    with ThreadPoolExecutor(workers) as pool:
        while batch := list(islice(urls, 2 * workers)):
            new = [url for url in dict.fromkeys(batch) if url not in seen]
            seen.update(new)
            url_of = {pool.submit(fetch, url): url for url in new}
            try:
                for page in as_completed(url_of):
                    error = page.exception()
                    yield url_of[page], page.result() if error is None else error
            finally:
                for page in url_of:
                    page.cancel()
