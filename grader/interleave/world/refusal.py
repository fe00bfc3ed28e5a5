"""What the world does not have: a program that asks for it cannot be judged."""

from __future__ import annotations

from typing import NoReturn

from grader.interleave.engine.failure import Unmodelled
from grader.interleave.engine.kernel import KERNEL

#: Would do real input or output, or start real threads and processes, behind the engine's back.
UNMODELLED = frozenset(
    {"multiprocessing", "subprocess", "socket", "select", "selectors", "signal", "ssl",
     "socketserver", "concurrent.futures.process", "_posixsubprocess", "_asyncio"}
)  # fmt: skip


def refuse_import(name: str) -> None:
    """Give up if `name` is a module that the world does not have."""
    if name in UNMODELLED or name.partition(".")[0] in UNMODELLED:
        give_up(f"the program imports {name!r}, which the simulated world does not have")


def give_up(message: str) -> NoReturn:
    """Nothing can be said about the execution from here on, also if the program catches what is raised."""
    error = Unmodelled(message)
    if KERNEL.running and KERNEL.abort is None:
        KERNEL.abort = error
    raise error


def no_input(prompt: object = "", /) -> str:
    """`input` as the program sees it."""
    give_up("the program reads from the terminal, which the simulated world does not have")
