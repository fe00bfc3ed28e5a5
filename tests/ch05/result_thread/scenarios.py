"""Functions that return or raise, and threads that want to know what came of them."""

import threading
import time
from functools import partial

from grader.worker.stage import attempt, checkpoint, run_together, timed


class Alarm(BaseException):
    """No Exception, as SystemExit and KeyboardInterrupt are none."""


RAISES = {each.__name__: each for each in (KeyError, TimeoutError, SystemExit, Alarm)}


def begin(thread):
    """start(), and a word on why it fails if the thread's own attributes are not what they were."""
    try:
        thread.start()
    except AttributeError as error:
        raise RuntimeError(f"start() fails, was an attribute of Thread's own overwritten? {error}") from None


def told(thread, *timeout):
    """What result() does: the word for it, and the object."""
    try:
        return "returned", thread.result(*timeout)
    except (Exception, SystemExit, Alarm) as error:
        return "raised", error


def asked(student, outcome, readers):
    """Readers ask for an outcome: the name of an exception is raised, "an error" is returned, and so is any value."""
    thing = RAISES[outcome]("from fn") if outcome in RAISES else KeyError() if outcome == "an error" else outcome

    def fn():
        checkpoint()
        if outcome in RAISES:
            raise thing
        return thing

    thread = student.ResultThread(fn)
    begin(thread)
    answers = run_together(*[partial(told, thread)] * readers) if readers > 1 else [told(thread)]
    answers.append(told(thread))
    thread.join()
    return {"answers": [word for word, _ in answers], "same": all(got is thing for _, got in answers)}


def unasked(student, outcome):
    """A thread that fails, and nobody asks for the result; done() when it has been joined."""

    def fn():
        raise RAISES[outcome]("from fn")

    thread = student.ResultThread(fn)
    begin(thread)
    thread.join()
    return thread.done()


def stages(student):
    """done() before the start, inside fn, when result() is back, and after join()."""
    seen = []

    def fn():
        seen.append(thread.done())
        checkpoint()
        seen.append(thread.done())
        return "value"

    thread = student.ResultThread(fn)
    seen.append(thread.done())
    begin(thread)
    seen.extend([thread.result(), thread.done()])
    thread.join()
    return [*seen, thread.done()]


def looking(student):
    """Ask done() two times; when it is true there must be a result, at once."""

    def fn():
        checkpoint()
        return "value"

    def look():
        for _ in range(2):
            if thread.done():
                return attempt(thread.result, 0)
        return None

    thread = student.ResultThread(fn)
    begin(thread)
    seen = look()
    thread.join()
    return seen


def patience(student):
    """fn takes five seconds. Ask for two, look whether it is done, ask at once, then wait; at last with a timeout."""

    def fn():
        time.sleep(5)

    thread = student.ResultThread(fn)
    begin(thread)
    two, done, zero, rest = timed(thread.result, 2), thread.done(), timed(thread.result, 0), timed(thread.result, 30)
    again = timed(thread.result, timeout=1)
    return [done, *[[each.get("raised", "None"), round(each["seconds"], 2)] for each in (two, zero, rest, again)]]


def never_started(student):
    """What result says of a thread that nobody has started."""
    thread = student.ResultThread(int)
    return [timed(thread.result), timed(thread.result, 3.0), thread.done()]


def gathered(**kwargs):
    """What it was called with, sorted."""
    return sorted(kwargs)


def as_a_thread(student):
    """Everything that a Thread can do and be asked."""
    kept = {}
    first = student.ResultThread(int)
    begin(first)
    first.join()

    def fn(*args, **kwargs):
        me = threading.current_thread()
        kept["inside"] = [me is thread, me.name, me.daemon, thread.is_alive()]
        return [list(args), sorted(kwargs), threading.get_ident()]

    wanted = ("group", "target", "name", "args", "kwargs", "daemon", "timeout")
    thread = student.ResultThread(fn, 1, 2, **dict.fromkeys(wanted, "for fn"))
    kept["before"] = [isinstance(thread, threading.Thread), bool(thread.name), thread.daemon, thread.is_alive()]
    kept["early join"] = attempt(thread.join)
    thread.name, thread.daemon = "clerk", True
    text = attempt(repr, thread).get("value", "")
    kept["initial"] = ["clerk" in text, "initial" in text]
    begin(thread)
    args, kwargs, ident = thread.result()
    kept["join"] = attempt(thread.join)
    kept["arguments"] = [args, kwargs == sorted(wanted)]
    kept["elsewhere"] = ident != threading.get_ident()
    kept["after"] = [thread.is_alive(), "stopped" in repr(thread), attempt(thread.start), attempt(thread.join, 1)]
    return kept


def in_silence(student):
    """A thread that fails, on the real machine, with threads that ask and without."""
    heard = []
    hook, threading.excepthook = threading.excepthook, lambda args: heard.append(args.exc_type.__name__)
    try:
        for name in RAISES:
            unasked(student, name)
        answers = [asked(student, name, 2) for name in RAISES]
    finally:
        threading.excepthook = hook
    return {"heard": heard, "answers": answers}
