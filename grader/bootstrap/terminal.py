"""What a person at the terminal is told while the kit sets itself up."""

from __future__ import annotations

import sys


class SetupFailed(Exception):
    """The environment cannot be made; the message says why and what to do about it."""


def say(text: str) -> None:
    """Tell the person what is going on. Standard output is left to the task that follows."""
    print(text, file=sys.stderr, flush=True)
