"""Each future goes into a queue by itself when it is done; more are handed in than there are threads."""

import queue
from concurrent.futures import ThreadPoolExecutor


def crawl(urls, fetch, workers=5):
    if not workers >= 1:
        raise ValueError(workers)

    def pages():
        ended, seen, open_, more = queue.SimpleQueue(), set(), {}, iter(urls)
        with ThreadPoolExecutor(workers) as pool:
            try:
                while True:
                    while len(open_) < 2 * workers:
                        url = next(more, None)
                        if url is None:
                            break
                        if url in seen:
                            continue
                        seen.add(url)
                        future = pool.submit(fetch, url)
                        open_[future] = url
                        future.add_done_callback(ended.put)
                    if not open_:
                        break
                    future = ended.get()
                    url = open_.pop(future)
                    try:
                        page = future.result()
                    except Exception as error:
                        page = error
                    yield url, page
            finally:
                for future in open_:
                    future.cancel()

    return pages()
