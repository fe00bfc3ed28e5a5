"""In the order in which they are ready.

Caught by: test_every_photo_has_its_thumbnail_or_its_exception
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed


def thumbnails(photos: list[str], make: Callable[[str], str], workers: int) -> list[tuple[str, str | Exception]]:

    def tried(photo: str) -> str | Exception:
        try:
            return make(photo)
        except Exception as error:
            return error

    with ThreadPoolExecutor(workers) as pool:
        photo_of = {pool.submit(tried, photo): photo for photo in photos}
        return [(photo_of[future], future.result()) for future in as_completed(photo_of)]


def first_good(photos: list[str], make: Callable[[str], str], workers: int) -> str:
    pool = ThreadPoolExecutor(workers)
    try:
        for future in [pool.submit(make, photo) for photo in photos]:
            if future.exception() is None:
                return future.result()
        raise LookupError("no photo is good")
    finally:
        pool.shutdown(cancel_futures=True)
