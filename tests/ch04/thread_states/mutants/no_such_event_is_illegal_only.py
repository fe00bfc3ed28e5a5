"""An event that does not exist cannot happen either: IllegalTransition.

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
        if (self.state, event) not in self.STEPS:
            raise IllegalTransition(f"{event} cannot happen to a {self.state} thread")
        self.state = self.STEPS[self.state, event]
        return self.state


def observe(t: threading.Thread) -> str:
    if t.ident is None:
        return "new"
    return "alive" if t.is_alive() else "dead"
