"""A subclass of Thread; alive is who is in enumerate(); pairs of name and daemon are noted at one look."""

import threading


class Named(threading.Thread):
    def __init__(self, name, job, daemon):
        super().__init__(name=name, daemon=daemon)
        self.job = job

    def run(self):
        self.job()


def census():
    pairs = [(t.name, t.daemon) for t in threading.enumerate()]
    return {
        "me": threading.current_thread().name,
        "count": len(pairs),
        "names": sorted(n for n, _ in pairs),
        "daemons": sorted(n for n, d in pairs if d),
    }


def spawn(name, target, daemon=False):
    thread = Named(name, target, daemon)
    thread.start()
    return thread


def status(thread):
    return ("not " if thread not in threading.enumerate() else "") + "alive"


def rename(thread, name):
    if len(name) < 1:
        raise ValueError("empty")
    setattr(thread, "name", name)
