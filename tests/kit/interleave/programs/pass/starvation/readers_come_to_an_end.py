# The writer only tries when nobody reads; but nobody reads for ever.
import threading

guard = threading.Lock()
readers = 0
written = False


def read():
    global readers
    for _ in range(2):
        with guard:
            readers += 1
        with guard:
            readers -= 1


def write():
    global written
    while not written:
        with guard:
            if readers == 0:
                written = True


def main():
    threads = [threading.Thread(target=f) for f in (read, read, write)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert written
