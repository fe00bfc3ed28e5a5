"""Each close() puts its own sentinel, then shuts the door.

Caught by: test_accepting_and_closing_exclude_each_other
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
        self._lines.put(None)
        with self._door:
            self._closed = True
        self._writer.join()  # when it has ended, the file is closed
        atexit.unregister(self.close)
