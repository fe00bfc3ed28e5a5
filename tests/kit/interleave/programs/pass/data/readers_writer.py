# Many readers or one writer, made of two locks.
import threading


class ReadersWriter:
    def __init__(self):
        self.readers = 0
        self.count_lock = threading.Lock()
        self.write_lock = threading.Lock()

    def begin_read(self):
        with self.count_lock:
            self.readers += 1
            if self.readers == 1:
                self.write_lock.acquire()

    def end_read(self):
        with self.count_lock:
            self.readers -= 1
            if self.readers == 0:
                self.write_lock.release()


def main():
    gate = ReadersWriter()
    page = [0, 0]

    def read():
        gate.begin_read()
        assert page[0] == page[1]
        gate.end_read()

    def write():
        with gate.write_lock:
            page[0] = 1
            page[1] = 1

    threads = [threading.Thread(target=f) for f in (read, read, write)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
