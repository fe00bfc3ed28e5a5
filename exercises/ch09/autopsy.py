"""Post-mortem in every thread.

A thread that dies of an exception prints a traceback, and what it knew is gone. Keep what is needed to find out why.
"""

import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self


@dataclass
class Report:
    """What was found at the place of death. Only text, so that a report keeps nothing else alive."""

    thread: str  # the name of the thread
    error: str  # the name of the exception's class
    function: str  # the name of the function in which it was raised
    line: str  # the source of the line that raised it, without spaces around it; "" if there is no source
    locals: dict[str, str]  # the local variables there


def autopsy(exc: BaseException, thread: str = "") -> Report:
    """A report of the innermost frame of the exception's traceback: there it was raised.

    Each local variable is given by its repr, cut to 80 characters. If the repr raises an Exception, it is "<unprintable>".
    An exception that was raised while another one was handled is reported as the one that it is, and not as its cause.
    Without a traceback (it was never raised) function and line are "" and locals is empty.
    """
    # TODO: this is the wrong end of the traceback.
    traceback = exc.__traceback__
    if traceback is None:
        return Report(thread, type(exc).__name__, "", "", {})
    frame = traceback.tb_frame
    return Report(thread, type(exc).__name__, frame.f_code.co_name, "", {k: repr(v) for k, v in frame.f_locals.items()})


class Morgue:
    """Collects a report of each thread that dies of an exception inside the `with` block.

    `reports` has them in the order of death. Nothing is printed for them, and nobody else hears of them. SystemExit is
    how a thread ends itself: it is no death. Of two morgues, one inside the other, the inner one collects. After the
    block, however it is left, `threading.excepthook` is what it was before; what the block itself raises goes on.
    """

    def __init__(self) -> None:
        self.reports: list[Report] = []

    def __enter__(self) -> Self:
        # TODO
        threading.excepthook = self._receive
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # TODO
        pass

    def _receive(self, args: threading.ExceptHookArgs) -> None:
        """threading calls this with exc_type, exc_value, exc_traceback and thread (which can be None)."""
        if args.exc_value is not None:
            self.reports.append(autopsy(args.exc_value))
