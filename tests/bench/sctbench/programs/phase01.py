"""Two tasks hold one lock each and note that a lock is held.

Wrong: one note for two locks.
"""

import threading


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Status:
    def __init__(self):
        self.held = False


def phase(lock, status):
    with lock:
        status.held = True
        assert status.held
        status.held = False


def buggy():
    status = Status()
    a, b = threading.Lock(), threading.Lock()
    run(lambda: phase(a, status), lambda: phase(b, status))


def fixed():
    status, lock = Status(), threading.Lock()
    run(lambda: phase(lock, status), lambda: phase(lock, status))
