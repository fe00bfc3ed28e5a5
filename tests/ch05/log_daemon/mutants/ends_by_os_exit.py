"""At the end of the program write the rest, and then end it for good.

Caught by: test_every_way_to_end_is_an_end
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
        atexit.register(self._end)

    def _end(self) -> None:
        import os

        self.close()
        os._exit(0)

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
        atexit.unregister(self._end)
