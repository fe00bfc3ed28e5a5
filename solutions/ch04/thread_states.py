"""The life of a thread.

A Life is the life of one thread as the operating system keeps it. It is in one of five states:

    new         it exists, and nobody has started it
    runnable    it could run, and waits for a core
    running     it runs
    waiting     it cannot go on before something happens: I/O, a lock, a sleep, the end of another thread
    dead        it has ended

    state          the state now, a str. A Life begins as "new".
    fire(event)    the event happens. Returns the new state, which is also in `state` then.
                   IllegalTransition if this cannot happen in this state; ValueError if there is no such
                   event. After an error the state is as it was.

The events are start, schedule, preempt, block, wake and finish:

    start       somebody called start()
    schedule    the scheduler gives it a core
    preempt     the scheduler takes the core away
    block       it begins to wait for something
    wake        what it waited for has happened
    finish      its function has returned or raised

Which event is possible in which state is for you to find out: six of the 30 pairs are. ("join" is no
event of this thread. Who calls t.join() waits, and that is another thread.)

    observe(t)     "new", "alive" or "dead": what Python lets you see of a real thread from outside.
                   It never waits. Any thread may ask, also t itself. (While t.start() is under way,
                   only t asks.)
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
    if t.ident is None:
        return "new"
    return "alive" if t.is_alive() else "dead"
