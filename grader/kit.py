"""What an exercise may import from the kit: work that costs time, and a polite pause.

On the real machine these functions do the real thing. In the simulated worlds the same names cost
virtual time instead, so a program that uses them behaves the same and a check of it takes no time.
"""

import time

__all__ = ["crunch", "fetch", "pause"]


def crunch(seconds: float) -> None:
    """Keep one core busy for about ``seconds`` of CPU time."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def fetch(url: str, seconds: float | None = None) -> str:
    """Wait as one does for a server, then return a small page that depends on ``url`` only.

    ``seconds`` is how long; by default a few milliseconds (in the simulated worlds 0.1 s).
    """
    time.sleep(0.005 + len(url) % 5 * 0.001 if seconds is None else seconds)
    return f"<page {url}>"


def pause() -> None:
    """Let another thread run: what a loop that waits by looking again and again must call."""
    time.sleep(0)
