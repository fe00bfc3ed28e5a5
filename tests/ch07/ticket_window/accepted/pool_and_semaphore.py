"""A pool of threads is the windows; a semaphore keeps the line short."""

import threading
from concurrent.futures import ThreadPoolExecutor


def serve_all(customers, windows, serve):
    if windows < 1:
        raise ValueError(windows)
    results = {}
    room = threading.Semaphore(2 * windows)

    def one(customer):
        try:
            results[customer] = serve(customer)
        except Exception as error:
            results[customer] = error
        finally:
            room.release()

    with ThreadPoolExecutor(max_workers=windows) as pool:
        for customer in customers:
            room.acquire()
            pool.submit(one, customer)
    return results
