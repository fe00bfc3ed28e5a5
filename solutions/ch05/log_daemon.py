"""Do not lose the last line.

A program writes a log, and nobody wants to wait for the disk because of it. So a thread in the background does.

    LogWriter(path)    adds to the file at `path`; makes it if there is none.
    log(line)          accepts the line and returns at once, however slow the disk is. One thread in the background
                       writes the lines, in the order in which they were accepted, each with "\\n" after it, in
                       UTF-8. ValueError for a line that has a "\\n" in it; RuntimeError after close().
    close()            returns when all accepted lines are in the file, where everybody can read them. After that no
                       line is accepted. Any thread may call it, more than one, more than once, and at the same time
                       as log(): such a log() either accepts its line, and it will be in the file when close()
                       returns, or raises the RuntimeError.

If nobody calls close(), the program ends as it would without a log: at once, with its own exit code, whether it
comes to the end of its last line, or to sys.exit(), or to an exception. Even so all accepted lines are in the file.
Other threads of the program, if they are no daemons, may go on after that, and log until they end. (Functions
registered with atexit do not log, and nobody logs what UTF-8 cannot write.)

(The library's own `logging` does part of this with threads that the checks cannot follow. Do without it here.)
"""

import atexit
import queue
import threading


class LogWriter:
    def __init__(self, path: str) -> None:
        self._path = path
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._closed = False
        self._door = threading.Lock()  # accepting a line and closing exclude each other
        # A daemon: the interpreter would wait for any other thread, and only then run what atexit knows.
        self._writer = threading.Thread(target=self._write, name="log", daemon=True)
        self._writer.start()
        atexit.register(self.close)  # runs while daemons still live

    def log(self, line: str) -> None:
        if "\n" in line:
            raise ValueError("one line at a time")
        with self._door:
            if self._closed:
                raise RuntimeError("the log is closed")
            self._lines.put(line)

    def _write(self) -> None:
        with open(self._path, "a", encoding="utf-8") as file:
            while (line := self._lines.get()) is not None:
                file.write(line + "\n")

    def close(self) -> None:
        with self._door:
            if not self._closed:
                self._closed = True
                self._lines.put(None)  # behind the last line
        self._writer.join()  # when it has ended, the file is closed
        atexit.unregister(self.close)
