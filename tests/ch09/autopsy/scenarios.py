"""Exceptions, and threads that die of them; what the reports say."""

import contextlib
import gc
import pathlib
import sys
import threading
import weakref
from functools import partial

from grader.worker.stage import attempt


def told(report):
    """A report as plain data."""
    return {name: getattr(report, name) for name in ("thread", "error", "function", "line", "locals")}


def pay(amount, rate):
    total = amount * 2
    return total / rate


def shop():
    customer = "Ann"
    return pay(3, 0), customer


def look_up(key):
    raise KeyError(key)


def examine(student, fn, *args):
    try:
        fn(*args)
    except Exception as error:
        return told(student.autopsy(error, "till"))


#: Code of which the source can be read: a traceback finds a line by the name of its file.
TILL = """
def pay(amount, rate):
    total = amount * 2
    return total / rate

def shop():
    customer = "Ann"
    return pay(3, 0), customer

def look_up(key):
    raise KeyError(key)

def look_up_later(number):
    try:
        shop()
    except ZeroDivisionError:
        look_up(number + 1)

def at_home(autopsy):
    number = 5
    try:
        raise LookupError(number)
    except LookupError as error:
        number += 1
        return autopsy(error)
"""


def frames(student):
    """Reports about functions in a file; the last of them reports on itself, and has gone on since."""
    path = pathlib.Path("till.py").absolute()
    path.write_text(TILL, encoding="utf-8")
    till = {"__name__": "till"}
    exec(compile(TILL, str(path), "exec"), till)
    report = told(till["at_home"](student.autopsy))
    return {
        "deep": examine(student, till["shop"]),
        "chained": examine(student, till["look_up_later"], 6),
        "at home": {key: report[key] for key in ("thread", "error", "function", "line")},
    }


class Broken:
    def __repr__(self):
        raise RuntimeError("no words")


def stumble(long, broken):
    short = "x"
    raise ValueError(short)


def values(student):
    """Values that are long or cannot be printed, source that is not there, and an error that nobody raised."""
    namespace = {}
    exec(compile("def f(x):\n    raise OSError(x)\n", "<nowhere>", "exec"), namespace)
    return {
        "locals": examine(student, stumble, "y" * 200, Broken())["locals"],
        "no source": examine(student, namespace["f"], 1),
        "not raised": told(student.autopsy(TypeError("never"), "none")),
    }


@contextlib.contextmanager
def hearing():
    """A hook of the kit's in front of everything; gives the names of what it hears of."""
    heard = []
    before = threading.excepthook

    def hear(args):
        heard.append(args.exc_type.__name__)

    threading.excepthook = hear
    try:
        yield heard, hear
    finally:
        threading.excepthook = before


def die(*thunks):
    """A thread for each, all started before the first is joined."""
    threads = [threading.Thread(target=thunk, name=f"T{number}") for number, thunk in enumerate(thunks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def hooks(student):
    """Deaths before, inside and after a morgue, and inside two."""
    with hearing() as (heard, hear):
        with student.Morgue() as outer:
            die(shop)
            with student.Morgue() as inner:
                die(partial(look_up, 1))
            die(shop)
        seen = {"inside": list(heard), "back": threading.excepthook is hear}
        die(partial(look_up, 2))
        seen["after"] = list(heard)

        def break_off():
            with student.Morgue():
                raise IndexError

        seen["block"] = attempt(break_off)
        seen["back again"] = threading.excepthook is hear
    seen["outer"] = [[report.thread, report.error, report.function] for report in outer.reports]
    seen["inner"] = [[report.thread, report.error, report.function] for report in inner.reports]
    return seen


def together(student, count):
    """Threads that die at the same time, and one that dies after them."""
    with student.Morgue() as morgue:
        die(*[partial(look_up, number) for number in range(count)])
        first = sorted([report.thread, report.locals["key"]] for report in morgue.reports)
        late = threading.Thread(target=shop, name="late")
        late.start()
        late.join()
        last = morgue.reports[-1]
    return {"first": first, "count": len(morgue.reports), "last": [last.thread, last.error, last.function]}


def leaving(student):
    """Threads that end themselves, and one that dies."""
    with hearing() as (heard, _), student.Morgue() as morgue:
        die(sys.exit, partial(sys.exit, "good-bye"))
        die(shop)
    return {"reports": [report.error for report in morgue.reports], "heard": heard}


class Thing:
    """Something that can be asked whether it still lives."""


def kept(student):
    """Whether a local of a dead thread lives on while its report is kept."""
    watched = []

    def drop():
        thing = Thing()
        watched.append(weakref.ref(thing))
        raise ValueError

    with student.Morgue() as morgue:
        die(drop)
    gc.collect()
    reports = morgue.reports
    return {"reports": len(reports), "alive": watched[0]() is not None, "names": sorted(reports[0].locals)}
