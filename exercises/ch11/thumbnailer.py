"""map, but do not trip.

    thumbnails(photos, make, workers)

Calls make(photo) for each photo, in a pool of `workers` threads, and returns a list of pairs (photo, thumbnail) in
the order of the photos. If make raises an Exception for a photo, the exception object takes the place of the
thumbnail, and the others are made all the same. make is called exactly once for each item of the list; a photo may be
in it twice.

    first_good(photos, make, workers)

Looks for a cover picture: returns the thumbnail of the first photo, in the order of the list, for which make does not
raise an Exception. A later photo may be ready sooner; it has to wait until those before it have failed. LookupError
if there is none, and make may raise LookupErrors of its own.

As soon as the result is known, no more photos are begun than the threads have taken in that moment; what has begun
may finish. make is called at most once for each item.

For both: `workers` calls of make are open at the same time and never more; when a thread is free, it takes the next
photo in the list, without waiting for others. What make returns is good, whatever it is, also "". When the function
returns or raises, the threads of the pool have ended. ValueError if `workers` is less than 1, and then nothing is
made.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def thumbnails(photos: list[str], make: Callable[[str], str], workers: int) -> list[tuple[str, str | Exception]]:
    """Each photo with its thumbnail, or with the exception."""
    # TODO: one broken photo, and all the others are gone.
    with ThreadPoolExecutor(workers) as pool:
        return list(zip(photos, pool.map(make, photos), strict=True))


def first_good(photos: list[str], make: Callable[[str], str], workers: int) -> str:
    """The thumbnail of the first photo in the list that can be made."""
    # TODO: the same here; and why make a hundred, if the first is good?
    with ThreadPoolExecutor(workers) as pool:
        made = pool.map(make, photos)
    for thumbnail in made:
        return thumbnail
    raise LookupError("no photo is good")
