"""Hands in one for each worker; a later one only while no earlier one is good."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def thumbnails(photos, make, workers):
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(make, photo) for photo in photos]
    return [(p, f.exception() if f.exception() is not None else f.result()) for p, f in zip(photos, futures, strict=True)]


def first_good(photos, make, workers):
    with ThreadPoolExecutor(workers) as pool:
        futures, rest = [], list(photos)
        while True:
            for future in futures:
                if not future.done():
                    break
                if future.exception() is None:
                    return future.result()
            open_ = [future for future in futures if not future.done()]
            while rest and len(open_) < workers:
                open_.append(pool.submit(make, rest.pop(0)))
                futures.append(open_[-1])
            if not open_:
                if all(future.done() and future.exception() for future in futures):
                    raise LookupError
                continue
            wait(open_, return_when=FIRST_COMPLETED)
