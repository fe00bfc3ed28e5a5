"""Looks four times a second as well, and is woken at once all the same."""

from concurrent.futures import ThreadPoolExecutor, wait, FIRST_COMPLETED


def crawl(urls, fetch, workers=5):
    if workers < 1:
        raise ValueError(workers)

    def run():
        urls_left, seen, jobs = iter(urls), set(), []
        with ThreadPoolExecutor(workers) as pool:
            try:
                exhausted = False
                while True:
                    while not exhausted and len(jobs) < workers:
                        try:
                            u = next(urls_left)
                        except StopIteration:
                            exhausted = True
                        else:
                            if u in seen:
                                continue
                            seen.add(u)
                            jobs.append((u, pool.submit(fetch, u)))
                    if not jobs:
                        return
                    while not any(f.done() for _, f in jobs):
                        wait([f for _, f in jobs], timeout=0.25, return_when=FIRST_COMPLETED)
                    i = [f.done() for _, f in jobs].index(True)
                    u, f = jobs.pop(i)
                    try:
                        yield u, f.result()
                    except Exception as e:
                        yield u, e
            finally:
                [f.cancel() for _, f in jobs]

    return run()
