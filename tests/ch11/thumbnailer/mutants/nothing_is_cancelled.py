"""The end of the with waits for all that was handed in.

Caught by: test_a_search_stops_when_it_has_found
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def thumbnails(photos: list[str], make: Callable[[str], str], workers: int) -> list[tuple[str, str | Exception]]:

    def tried(photo: str) -> str | Exception:
        try:
            return make(photo)
        except Exception as error:
            return error

    with ThreadPoolExecutor(workers) as pool:
        return list(zip(photos, pool.map(tried, photos), strict=True))


def first_good(photos: list[str], make: Callable[[str], str], workers: int) -> str:
    pool = ThreadPoolExecutor(workers)
    try:
        for future in [pool.submit(make, photo) for photo in photos]:
            if future.exception() is None:
                return future.result()
        raise LookupError("no photo is good")
    finally:
        pool.shutdown()
