"""The next batch begins when the last of this one is ready.

Caught by: test_workers_share_the_photos
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
        made = []
        for at in range(0, len(photos), workers):
            made += pool.map(tried, photos[at : at + workers])
        return list(zip(photos, made, strict=True))


def first_good(photos: list[str], make: Callable[[str], str], workers: int) -> str:
    pool = ThreadPoolExecutor(workers)
    try:
        for future in [pool.submit(make, photo) for photo in photos]:
            if future.exception() is None:
                return future.result()
        raise LookupError("no photo is good")
    finally:
        pool.shutdown(cancel_futures=True)
