"""When the main thread ends, the program ends, so a second thread waits for that and closes: others may go on to log.

Caught by: test_every_way_to_end_is_an_end
"""

import queue
import threading


class LogWriter:
    def __init__(self, path):
        self.path, self.q, self.lock, self.open = path, queue.Queue(), threading.Lock(), True
        self.thread = threading.Thread(target=self.work)
        self.thread.start()
        threading.Thread(target=self.watch).start()

    def watch(self):
        threading.main_thread().join()
        self.close()

    def work(self):
        with open(self.path, "a", encoding="utf-8", buffering=1) as out:
            for line in iter(self.q.get, None):
                print(line, file=out)

    def log(self, line):
        if "\n" in line:
            raise ValueError(repr(line))
        with self.lock:
            if not self.open:
                raise RuntimeError("closed")
            self.q.put(line)

    def close(self):
        with self.lock:
            if self.open:
                self.q.put(None)
            self.open = False
        self.thread.join()
