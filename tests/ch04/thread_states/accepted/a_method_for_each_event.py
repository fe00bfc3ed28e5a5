"""A match statement, a read-only property, and the list of living threads."""

import threading


class IllegalTransition(Exception):
    pass


class Life:
    def __init__(self):
        self._state = "new"

    @property
    def state(self):
        return self._state

    def fire(self, event):
        match (self._state, event):
            case ("new", "start") | ("running", "preempt") | ("waiting", "wake"):
                self._state = "runnable"
            case ("runnable", "schedule"):
                self._state = "running"
            case ("running", "block"):
                self._state = "waiting"
            case ("running", "finish"):
                self._state = "dead"
            case (_, "start" | "preempt" | "wake" | "schedule" | "block" | "finish"):
                raise IllegalTransition(f"{self._state}: {event}")
            case _:
                raise ValueError(event)
        return self._state


def observe(t):
    if t in threading.enumerate():
        return "alive"
    return "dead" if t.ident is not None else "new"
