"""inspect.getinnerframes, and a lock around the list."""

import inspect
import threading
from dataclasses import dataclass


@dataclass
class Report:
    thread: str
    error: str
    function: str
    line: str
    locals: dict[str, str]


def autopsy(exc, thread=""):
    name = exc.__class__.__name__
    frames = inspect.getinnerframes(exc.__traceback__) if exc.__traceback__ else []
    if not frames:
        return Report(thread, name, "", "", {})
    last = frames[-1]
    line = last.code_context[last.index].strip() if last.code_context else ""
    said = {}
    for key, value in last.frame.f_locals.items():
        try:
            said[key] = repr(value)[0:80]
        except Exception:
            said[key] = "<unprintable>"
    return Report(thread, name, last.function, line, said)


class Morgue:
    def __init__(self):
        self.reports = []
        self._lock = threading.Lock()

    def __enter__(self):
        self._before = threading.excepthook
        threading.excepthook = self._receive
        return self

    def __exit__(self, *_):
        threading.excepthook = self._before

    def _receive(self, args):
        if args.exc_type is not SystemExit:
            with self._lock:
                self.reports += [autopsy(args.exc_value, args.thread.name)]
