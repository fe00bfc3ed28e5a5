"""Note the new state, then look whether that was allowed.

Caught by: test_all_thirty_pairs
"""

import threading


class IllegalTransition(Exception):
    """The event cannot happen to a thread in this state."""


class Life:
    """The states of one thread. Only one thread uses it."""

    STEPS = {
        ("new", "start"): "runnable",
        ("runnable", "schedule"): "running",
        ("running", "preempt"): "runnable",
        ("running", "block"): "waiting",
        ("running", "finish"): "dead",
        ("waiting", "wake"): "runnable",
    }

    def __init__(self) -> None:
        self.state = "new"

    def fire(self, event: str) -> str:
        if event not in {known for _, known in self.STEPS}:
            raise ValueError(f"there is no event {event!r}")
        before, self.state = self.state, dict(start="runnable", schedule="running", preempt="runnable",
                                              block="waiting", wake="runnable", finish="dead")[event]
        if self.STEPS.get((before, event)) != self.state:
            raise IllegalTransition(f"{event} cannot happen to a {before} thread")
        return self.state


def observe(t: threading.Thread) -> str:
    if t.ident is None:
        return "new"
    return "alive" if t.is_alive() else "dead"
