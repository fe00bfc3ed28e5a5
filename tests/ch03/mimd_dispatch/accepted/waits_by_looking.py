"""Popping from lists, which is one step; the caller looks every hundredth of a second."""

import threading
import time


def dispatch(jobs, workers, symmetric):
    if workers < 1 or workers + symmetric < 2:
        raise ValueError(workers)
    piles = {"cpu": [], "io": []}
    for number, (_, kind, function) in enumerate(jobs):
        if kind not in piles:
            raise ValueError(kind)
        piles["cpu" if symmetric else kind].append((number, function))
    for pile in piles.values():
        pile.reverse()
    done = {}

    def serve(pile):
        while True:
            try:
                number, function = pile.pop()
            except IndexError:
                break
            try:
                done[number] = function()
            except Exception as error:
                done[number] = error

    if not symmetric:
        threading.Thread(target=serve, args=(piles["io"],)).start()
    for _ in range(workers if symmetric else workers - 1):
        threading.Thread(target=serve, args=(piles["cpu"],)).start()
    while len(done) < len(jobs):
        time.sleep(0.01)
    return [done[number] for number in range(len(jobs))]
