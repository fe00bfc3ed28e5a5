"""A thread that is told to stop need not run for that.

Caught by: test_six_things_cannot_happen
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
        ("runnable", "finish"): "dead",
        ("waiting", "wake"): "runnable",
    }

    def __init__(self) -> None:
        self.state = "new"

    def fire(self, event: str) -> str:
        if event not in {known for _, known in self.STEPS}:
            raise ValueError(f"there is no event {event!r}")
        if (self.state, event) not in self.STEPS:
            raise IllegalTransition(f"{event} cannot happen to a {self.state} thread")
        self.state = self.STEPS[self.state, event]
        return self.state


def observe(t: threading.Thread) -> str:
    if t.ident is None:
        return "new"
    return "alive" if t.is_alive() else "dead"
