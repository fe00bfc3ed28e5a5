"""Asks each future; the search cancels what it does not need."""

from concurrent.futures import ThreadPoolExecutor


def thumbnails(photos, make, workers):
    result = []
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(make, photo) for photo in photos]
        for photo, future in zip(photos, futures, strict=True):
            try:
                result.append((photo, future.result()))
            except Exception as error:
                result.append((photo, error))
    return result


def first_good(photos, make, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(make, photo) for photo in photos]
        for number, future in enumerate(futures):
            try:
                found = future.result()
            except Exception:
                continue
            for other in reversed(futures[number + 1 :]):
                other.cancel()
            return found
    raise LookupError
