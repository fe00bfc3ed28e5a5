"""Of those that have ended, the first in the list, as soon as one of them is good.

Caught by: test_the_first_good_one_in_the_list
"""

from concurrent.futures import ThreadPoolExecutor, FIRST_COMPLETED, wait


def thumbnails(photos, make, workers):
    def tried(p):
        try:
            return p, make(p)
        except Exception as e:
            return p, e

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(tried, photos))


def first_good(photos, make, workers):
    pool = ThreadPoolExecutor(workers)
    try:
        fs = [pool.submit(make, p) for p in photos]
        left = set(fs)
        while left:
            done, left = wait(left, return_when=FIRST_COMPLETED)
            good = [f for f in fs if f.done() and f.exception() is None]
            if good:
                return good[0].result()
        raise LookupError
    finally:
        pool.shutdown(cancel_futures=True)
