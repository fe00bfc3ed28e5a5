"""An Enum whose members are strings, and a chain of ifs."""

import enum
import threading


class IllegalTransition(ValueError):
    pass


class State(str, enum.Enum):
    NEW = "new"
    RUNNABLE = "runnable"
    RUNNING = "running"
    WAITING = "waiting"
    DEAD = "dead"


class Life:
    def __init__(self):
        self.state = State.NEW

    def fire(self, event):
        now = self.state
        if event == "start":
            then = State.RUNNABLE if now is State.NEW else None
        elif event == "schedule":
            then = State.RUNNING if now is State.RUNNABLE else None
        elif event == "preempt":
            then = State.RUNNABLE if now is State.RUNNING else None
        elif event == "block":
            then = State.WAITING if now is State.RUNNING else None
        elif event == "wake":
            then = State.RUNNABLE if now is State.WAITING else None
        elif event == "finish":
            then = State.DEAD if now is State.RUNNING else None
        else:
            raise ValueError(event)
        if then is None:
            raise IllegalTransition(now, event)
        self.state = then
        return then


def observe(t):
    if t.is_alive():
        return "alive"
    return "new" if t.ident is None else "dead"
