"""A ThreadPoolExecutor with one thread is a queue and a writer; but it closes before other threads have ended.

Caught by: test_every_way_to_end_is_an_end
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock


class LogWriter:
    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8")
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.lock = Lock()

    def _write(self, line):
        self.file.write(line + "\n")
        self.file.flush()

    def log(self, line):
        if "\n" in line:
            raise ValueError("one line")
        with self.lock:
            self.pool.submit(self._write, line)  # a RuntimeError after shutdown

    def close(self):
        with self.lock:
            self.pool.shutdown(wait=False)
        self.pool.shutdown(wait=True)
