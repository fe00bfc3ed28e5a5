"""It has an ident, so it is alive.

Caught by: test_a_thread_seen_from_outside
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
        if (self.state, event) not in self.STEPS:
            raise IllegalTransition(f"{event} cannot happen to a {self.state} thread")
        self.state = self.STEPS[self.state, event]
        return self.state


def observe(t: threading.Thread) -> str:
    return "new" if t.ident is None else "alive"
