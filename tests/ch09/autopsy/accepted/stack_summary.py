"""The traceback module finds function and line, and the frame gives the values."""

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


def autopsy(exc, thread=""):
    walked = list(tracebacks.walk_tb(exc.__traceback__))
    if not walked:
        return Report(thread, type(exc).__name__, "", "", {})
    last = tracebacks.extract_tb(exc.__traceback__)[-1]
    said = {}
    for name, value in walked[-1][0].f_locals.items():
        try:
            said[name] = f"{value!r:.80}"
        except Exception:
            said[name] = "<unprintable>"
    return Report(thread, type(exc).__name__, last.name, (last.line or "").strip(), said)


class Morgue:
    def __init__(self):
        self.reports = []

    def __enter__(self):
        self._before = threading.excepthook
        threading.excepthook = self._receive
        return self

    def __exit__(self, *_):
        threading.excepthook = self._before

    def _receive(self, args):
        if args.exc_type is not SystemExit:
            self.reports.append(autopsy(args.exc_value, args.thread.name))
