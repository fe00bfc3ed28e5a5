"""A window that notes what is called, when and by whom, and a load that blocks."""

import itertools
import threading
import time

from grader.worker.stage import Log, now

MANY = 600  # ticks; who makes so many will not stop by itself


class Unreadable(Exception):
    """What load raises."""


class Window:
    """Notes the time and the thread of each call. Closes at a time, and when there were far too many ticks."""

    def __init__(self, closes_at=None):
        self.closes_at = closes_at
        self.home = threading.get_ident()
        self.start = now()
        self.ticks, self.asked, self.shown, self.errors = [], 0, [], []
        self.elsewhere, self.late = [], []
        self.closed_since = None

    def note(self, name):
        if threading.get_ident() != self.home:
            self.elsewhere.append(name)
        if self.closed_since is not None:
            self.late.append(name)
        return now() - self.start

    def tick(self):
        self.ticks.append(self.note("tick"))

    def closed(self):
        at = self.note("closed")
        self.asked += 1
        if (self.closes_at is not None and at >= self.closes_at) or len(self.ticks) > MANY:
            if self.closed_since is None:
                self.closed_since = at
            return True
        return False

    def show(self, data):
        self.shown.append([data.decode() if type(data) is bytes else str(type(data)), self.note("show")])

    def error(self, exc):
        self.errors.append([exc, self.note("error")])


def timed_window(student, seconds, how, closes_at):
    """load blocks for some seconds, then returns text, or raises; the window may close before."""
    window, calls = Window(closes_at), []
    error = TimeoutError("the server is slow") if how == "time out" else Unreadable("damaged")

    def load():
        calls.append(1)
        time.sleep(seconds)
        if how in {"raise", "time out"}:
            raise error
        return how.encode()

    student.run_app(window, load)
    end = now() - window.start
    marks = [0.0, *window.ticks, end if window.closed_since is None else window.closed_since]
    gaps = [after - before for before, after in itertools.pairwise(marks)]
    crowded = [sum(1 for other in window.ticks if at <= other < at + 0.9999) for at in window.ticks]
    return {
        "gap": round(max(gaps), 3),
        "in a second": max(crowded, default=0),
        "asked": window.asked - len(window.ticks),
        "shown": [data for data, _ in window.shown],
        "errors": [exc is error or as_asyncio_says(exc, error) for exc, _ in window.errors],
        "loads": len(calls),
        "end": round(end, 3),
        "closed": None if window.closed_since is None else round(window.closed_since, 3),
        "elsewhere": sorted(set(window.elsewhere)),
        "after closing": sorted(set(window.late)),
    }


def as_asyncio_says(exc, error):
    """asyncio makes a new TimeoutError, with the same arguments, of one that comes from a pool."""
    return type(exc) is type(error) is TimeoutError and exc.args == error.args


class LoggedWindow:
    """Notes each call in a log, with the thread it comes from; each call can be late."""

    def __init__(self, closes_after):
        self.log, self.home, self.left = Log(), threading.get_ident(), closes_after
        self.over, self.late = False, []

    def note(self, *event):
        self.log(*event, threading.get_ident() == self.home)
        if self.over:
            self.late.append(event[0])

    def tick(self):
        self.note("tick")

    def closed(self):
        self.note("closed")
        self.left -= 1
        self.over = self.over or self.left == 0
        return self.over

    def show(self, data):
        self.note("show", data.decode() if type(data) is bytes else str(type(data)))

    def error(self, exc):
        self.note("error", type(exc).__name__)


def any_order(student, how, closes_after):
    """load and the window, in any order: what was called apart from tick, and where."""
    window = LoggedWindow(closes_after)

    def load():
        window.log("loading", "", True)
        if how == "raise":
            window.log("loaded", "", True)
            raise Unreadable("damaged")
        window.log("loaded", "", True)
        return how.encode()

    student.run_app(window, load)
    events = list(window.log.events)
    return {
        "at home": all(event[-1] for event in events),
        "told": [event[:-1] for event in events if event[0] in {"show", "error"}],
        "order": [event[0] for event in events if event[0] in {"loaded", "show", "error"}],
        "closed": window.over,
        "after closing": sorted(set(window.late)),
    }
