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

import threading
import time


class LogWriter:
    def __init__(self, path: str) -> None:
        self._path = path
        self._lines: list[str] = []
        threading.Thread(target=self._write, name="log", daemon=True).start()

    def log(self, line: str) -> None:
        if "\n" in line:
            raise ValueError("one line at a time")
        self._lines.append(line)

    def _write(self) -> None:
        with open(self._path, "a", encoding="utf-8") as file:
            while True:
                while self._lines:
                    file.write(self._lines.pop(0) + "\n")
                time.sleep(0.01)

    def close(self) -> None:
        # TODO: who waits for the last lines here? And who calls this when nobody does?
        self._path = ""
