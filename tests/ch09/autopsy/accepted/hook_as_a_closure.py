"""walk_tb finds the last frame; the hook is a function, and the list is handed out as a copy."""

import linecache
import threading
import traceback as tracebacks
from dataclasses import dataclass


@dataclass
class Report:
    thread: str
    error: str
    function: str
    line: str
    locals: dict[str, str]


def text(value):
    try:
        said = repr(value)
    except Exception:
        said = "<unprintable>"
    return said[:80]


def autopsy(exc, thread=""):
    function, line, said = "", "", {}
    for frame, number in tracebacks.walk_tb(exc.__traceback__):
        function = frame.f_code.co_name
        line = linecache.getline(frame.f_code.co_filename, number).strip()
        said = {key: text(frame.f_locals[key]) for key in frame.f_locals}
    return Report(thread, type(exc).__name__, function, line, said)


class Morgue:
    def __init__(self):
        self._reports = []
        self._old = []

    @property
    def reports(self):
        return list(self._reports)

    def __enter__(self):
        self._old.append(threading.excepthook)

        def hook(args):
            if not issubclass(args.exc_type, SystemExit):
                self._reports.append(autopsy(args.exc_value, thread=args.thread.name if args.thread else ""))

        threading.excepthook = hook
        return self

    def __exit__(self, *_):
        threading.excepthook = self._old.pop()
