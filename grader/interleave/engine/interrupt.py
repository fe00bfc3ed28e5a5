"""Ctrl-C while a program runs: told from a `KeyboardInterrupt` that the program raises itself.

The first ends the search. The second is an exception as any other, and a failure if nothing catches it.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from typing import NoReturn


class Interrupted(KeyboardInterrupt):
    """Somebody pressed Ctrl-C. The program can catch it as it can catch its base class."""


def _interrupt(*_: object) -> NoReturn:
    raise Interrupted


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C raise `Interrupted`, where Python's own handler would raise `KeyboardInterrupt`."""
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not usual or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
