"""First collect all answers, then count.

Caught by: test_the_slow_one_holds_nobody_up
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
    raise NoMajority("too many different answers")
