"""Threads that take the next number, and a flag."""

import threading


def run(photos, make, workers, enough):
    if workers < 1:
        raise ValueError(workers)
    numbers, lock, made = iter(range(len(photos))), threading.Lock(), {}

    def work():
        while True:
            with lock:
                if enough(made):
                    return
                number = next(numbers, None)
            if number is None:
                return
            try:
                entry = (make(photos[number]), None)
            except Exception as error:
                entry = (None, error)
            with lock:
                made[number] = entry

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made


def known(made):
    number = 0
    while number in made:
        if made[number][1] is None:
            return number
        number += 1
    return None


def thumbnails(photos, make, workers):
    made = run(photos, make, workers, lambda made: False)
    return [(photo, made[n][0] if made[n][1] is None else made[n][1]) for n, photo in enumerate(photos)]


def first_good(photos, make, workers):
    made = run(photos, make, workers, lambda made: known(made) is not None)
    number = known(made)
    if number is None:
        raise LookupError(len(photos))
    return made[number][0]
