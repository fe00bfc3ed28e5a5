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

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any


class NoMajority(Exception):
    """No answer has been given by more than half of the programs."""


def vote(programs: Sequence[Callable[[Any], Any]], x: Any, timeout: float | None = None) -> Any:
    # TODO: one after the other; a slow one holds all up, a crash ends it. And is the most frequent answer a majority?
    answers = [program(x) for program in programs]
    answer, votes = Counter(answers).most_common(1)[0]
    return answer
