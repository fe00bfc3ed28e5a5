"""One lock for the list of lines, held by the writer until they are in the file.

Caught by: test_a_program_that_ends_has_lost_no_line
"""

import atexit
import threading


class LogWriter:
    def __init__(self, path):
        self.path = path
        self.lines = []
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
            self.lines.append(line)
            self.changed.notify()

    def write(self):
        with self.changed:
            while True:
                self.changed.wait_for(lambda: self.lines or self.closed)
                if not self.lines:
                    return
                with open(self.path, "a", encoding="utf-8") as file:
                    for line in self.lines:
                        file.write(line + "\n")
                self.lines.clear()

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify()
        self.writer.join()
