"""Does not wait for those that have begun.

Caught by: test_the_first_good_one_in_the_list
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
        pool.shutdown(wait=False, cancel_futures=True)
