"""The lines that wait are a set: each is written once.

Caught by: test_a_program_that_ends_has_lost_no_line
"""

import atexit
import threading


class LogWriter:
    def __init__(self, path):
        self.path = path
        self.lines = set()
        self.closed = False
        self.changed = threading.Condition()
        self.writer = threading.Thread(target=self.write, daemon=True)
        self.writer.start()
        atexit.register(self.close)

    def log(self, line):
        if "\n" in line:
            raise ValueError(line)
        with self.changed:
            if self.closed:
                raise RuntimeError
            self.lines.add(line)
            self.changed.notify()

    def write(self):
        with open(self.path, "a", encoding="utf-8") as file:
            while True:
                with self.changed:
                    self.changed.wait_for(lambda: self.lines or self.closed)
                    lines, self.lines = self.lines, set()
                    if not lines:
                        return
                file.writelines(sorted(line + "\n" for line in lines))

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify()
        self.writer.join()
