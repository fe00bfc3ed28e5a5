"""Three flight computers, one sensor.

Several programs, written by different teams, work on the same sensor value at the same time. A vote
decides, so that one wrong, dead or slow program brings nobody down.

    vote(programs, x, timeout=None)
        calls program(x) for all programs, all at once, each in a thread of its own, and returns the
        answer of the majority: the answer that more than half of all programs have given. Half is not
        enough. A program that raises an Exception has no vote, but it counts: two of three must agree,
        also if the third one has crashed.

        It returns as soon as the majority is certain, whatever the others are still doing, and raises
        NoMajority as soon as no answer can get a majority any more. With a timeout (seconds, more than
        0), who has not answered by then has no vote: NoMajority is raised at that moment at the latest.

        Two answers agree if they are equal (==). They may be lists, dicts, anything. Any of those that
        agree is returned. ValueError if there is no program.
"""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any


class NoMajority(Exception):
    """No answer has been given by more than half of the programs."""


def vote(programs: Sequence[Callable[[Any], Any]], x: Any, timeout: float | None = None) -> Any:
    if not programs:
        raise ValueError("nobody to ask")
    answers: queue.SimpleQueue = queue.SimpleQueue()

    def run(program: Callable[[Any], Any]) -> None:
        try:
            answers.put([program(x)])
        except Exception:
            answers.put([])  # no vote, but it has come back

    # Daemons: nobody waits for those that are late.
    for program in programs:
        threading.Thread(target=run, args=(program,), daemon=True).start()

    end = None if timeout is None else time.monotonic() + timeout
    groups: list[list[Any]] = []  # answers that are equal
    for missing in reversed(range(len(programs))):
        try:
            answer = answers.get(timeout=None if end is None else max(0.0, end - time.monotonic()))
        except queue.Empty:
            raise NoMajority("the time is up") from None
        for one in answer:
            for group in groups:
                if group[0] == one:
                    group.append(one)
                    break
            else:
                groups.append([one])
        largest = max(groups, key=len, default=[])
        if 2 * len(largest) > len(programs):
            return largest[0]
        if 2 * (len(largest) + missing) <= len(programs):
            break
    raise NoMajority("too many different answers")
