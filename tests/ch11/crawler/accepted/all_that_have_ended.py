"""Waits, hands out all that have ended, and refills before each one."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def crawl(urls, fetch, workers=5):
    if workers < 1:
        raise ValueError("workers")
    return waves(iter(urls), fetch, workers)


def careful(fetch, url):
    try:
        return url, fetch(url)
    except Exception as error:
        return url, error


def waves(urls, fetch, workers):
    seen, running, ready, more = set(), set(), [], True
    with ThreadPoolExecutor(workers) as pool:
        try:
            while more or running or ready:
                while more and len(running) < workers and len(running) + len(ready) < 2 * workers:
                    try:
                        url = next(urls)
                    except StopIteration:
                        more = False
                        break
                    if url not in seen:
                        seen.add(url)
                        running.add(pool.submit(careful, fetch, url))
                if not ready and running:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    ready.extend(future.result() for future in done)
                    continue
                if ready:
                    yield ready.pop(0)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
