"""A table of tables; a join(0) that says whether the thread was started."""

import threading
from threading import Thread


class IllegalTransition(Exception):
    pass


EVENTS = "start schedule preempt block wake finish".split()
TABLE = {
    "new": {"start": "runnable"},
    "runnable": {"schedule": "running"},
    "running": {"preempt": "runnable", "block": "waiting", "finish": "dead"},
    "waiting": {"wake": "runnable"},
    "dead": {},
}


class Life:
    state = "new"

    def fire(self, event):
        if event not in EVENTS:
            raise ValueError
        try:
            self.state = TABLE[self.state][event]
        except KeyError:
            raise IllegalTransition(event) from None
        return self.state


def observe(t: Thread) -> str:
    if t is threading.current_thread() or t.is_alive():
        return "alive"
    try:
        t.join(0)
    except RuntimeError:
        return "new"
    return "dead"
