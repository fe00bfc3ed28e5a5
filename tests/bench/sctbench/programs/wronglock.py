"""Tasks change a number under a lock.

Wrong: one of them under another lock than the rest.
"""

import threading

SIZE = 3


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Data:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()
        self.other = threading.Lock()

    def add_and_look(self):
        with self.lock:
            before = self.value
            self.value = before + 1
            assert self.value == before + 1

    def add(self, lock):
        with lock:
            self.value += 1


def buggy():
    data = Data()
    run(data.add_and_look, *[lambda: data.add(data.other)] * SIZE)


def fixed():
    data = Data()
    run(data.add_and_look, *[lambda: data.add(data.lock)] * SIZE)
