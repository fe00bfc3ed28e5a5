"""Queue.join waits until each line is done; the file is opened for each line; the daemon never ends."""

import atexit
import os
from pathlib import Path
from queue import Queue
from threading import RLock, Thread


class LogWriter:
    def __init__(self, path):
        self.path = Path(path)
        self.q = Queue()
        self.lock = RLock()
        self.closed = False
        Thread(target=self.run, daemon=True).start()
        atexit.register(self.close)

    def run(self):
        while True:
            line = self.q.get()
            with self.path.open("a", encoding="utf-8") as f:
                f.write(line)
                f.write("\n")
                f.flush()
                os.fsync(f.fileno())
            self.q.task_done()

    def log(self, line):
        if "\n" in line:
            raise ValueError("newline")
        self.lock.acquire()
        try:
            if self.closed:
                raise RuntimeError("closed")
            self.q.put_nowait(line)
        finally:
            self.lock.release()

    def close(self):
        with self.lock:
            self.closed = True
        self.q.join()
