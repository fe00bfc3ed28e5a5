"""What repr says of a thread, and nested ifs."""

class IllegalTransition(Exception):
    pass


class Life:
    def __init__(self):
        self.state = "new"

    def fire(self, event):
        if event not in ("start", "schedule", "preempt", "block", "wake", "finish"):
            raise ValueError(event)
        new = ""
        if self.state == "new" and event == "start":
            new = "runnable"
        if self.state == "runnable" and event == "schedule":
            new = "running"
        if self.state == "running" and event in ("preempt", "block", "finish"):
            new = {"preempt": "runnable", "block": "waiting", "finish": "dead"}[event]
        if self.state == "waiting" and event == "wake":
            new = "runnable"
        if not new:
            raise IllegalTransition()
        self.state = new
        return new


def observe(t):
    words = repr(t)
    if "initial" in words:
        return "new"
    return "dead" if "stopped" in words else "alive"
