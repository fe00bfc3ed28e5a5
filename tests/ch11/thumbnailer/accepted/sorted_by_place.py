"""Takes them as they are ready, and sorts them by their places."""

from concurrent.futures import ThreadPoolExecutor, as_completed, CancelledError


def thumbnails(photos, make, workers):
    out = [None] * len(photos)
    with ThreadPoolExecutor(workers) as pool:
        place = {}
        for i, p in enumerate(photos):
            place[pool.submit(make, p)] = i
        for f in as_completed(place):
            i = place[f]
            out[i] = (photos[i], f.result() if not f.exception() else f.exception())
    return out


def first_good(photos, make, workers):
    pool = ThreadPoolExecutor(workers)
    place = {pool.submit(make, p): i for i, p in enumerate(photos)}
    results = {}
    known = 0
    try:
        for f in as_completed(list(place)):
            results[place[f]] = f
            while known in results:
                if results[known].exception() is None:
                    return results[known].result()
                known += 1
        raise LookupError()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
