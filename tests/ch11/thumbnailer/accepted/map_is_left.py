"""Leaving the loop throws the iterator of map away, and that cancels what has not begun."""

from concurrent.futures import ThreadPoolExecutor


def safely(make):
    def tried(photo):
        try:
            return make(photo), None
        except Exception as error:
            return None, error

    return tried


def thumbnails(photos, make, workers):
    with ThreadPoolExecutor(workers) as pool:
        made = pool.map(safely(make), photos)
    return [(photo, error or thumbnail) for photo, (thumbnail, error) in zip(photos, made, strict=True)]


def first_good(photos, make, workers):
    with ThreadPoolExecutor(workers) as pool:
        for thumbnail, error in pool.map(safely(make), photos):
            if error is None:
                return thumbnail
    raise LookupError("none")
