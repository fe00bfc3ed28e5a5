"""Files look for a free block each.

Wrong: there is one file more than there are blocks.
"""

import threading

SIZE = 26


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Disk:
    def __init__(self):
        self.busy = [False] * SIZE
        self.inode = [0] * (SIZE + 1)
        self.locks = [threading.Lock() for _ in range(SIZE)]

    def create(self, file):
        block = file * 2 % SIZE
        for _ in range(SIZE):
            with self.locks[block]:
                if not self.busy[block]:
                    self.busy[block] = True
                    self.inode[file] = block + 1
                    return
            block = (block + 1) % SIZE
        raise AssertionError("no free block")


def buggy():
    disk = Disk()
    run(*[lambda file=file: disk.create(file) for file in range(SIZE + 1)])


def fixed():
    disk = Disk()
    run(*[lambda file=file: disk.create(file) for file in range(SIZE)])
    assert all(disk.busy)
