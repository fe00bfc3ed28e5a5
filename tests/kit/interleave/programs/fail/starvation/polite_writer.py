# Readers come and go until the writer has written; the writer only tries when nobody reads.
# fails: starvation
# builds: any
# within: 600
import threading

guard = threading.Lock()
readers = 0
written = False


def read():
    global readers
    while not written:
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
