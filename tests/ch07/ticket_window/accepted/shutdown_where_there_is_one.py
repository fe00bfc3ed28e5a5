"""Queue.shutdown on 3.13 and later, signs before it."""

import queue
import sys
import threading

CLOSED = ["closed"]


def serve_all(customers, windows, serve):
    if windows < 1:
        raise ValueError("windows")
    line = queue.Queue(windows)
    answers = []

    def next_one():
        if sys.version_info >= (3, 13):
            try:
                return line.get()
            except queue.ShutDown:
                return CLOSED
        return line.get()

    def window():
        while True:
            customer = next_one()
            if customer is CLOSED:
                return
            try:
                answer = serve(customer)
            except Exception as error:
                answer = error
            answers.append((customer, answer))

    threads = []
    for _ in range(windows):
        threads.append(threading.Thread(target=window))
        threads[-1].start()
    try:
        for customer in customers:
            line.put(customer)
    finally:
        if sys.version_info >= (3, 13):
            line.shutdown()
        else:
            for _ in range(windows):
                line.put(CLOSED)
        [thread.join() for thread in threads]
    return dict(answers)
