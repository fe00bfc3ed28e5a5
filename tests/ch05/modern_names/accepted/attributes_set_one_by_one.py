"""Everything by attribute after the constructor, before the start; names imported one by one."""

from threading import Thread, current_thread, enumerate


def census():
    living = list(enumerate())
    names = [t.name for t in living]
    names.sort()
    daemons = []
    for t in living:
        if t.daemon:
            daemons.append(t.name)
    daemons.sort()
    return dict(count=len(names), me=current_thread().name, names=names, daemons=daemons)


def spawn(name, target, daemon=False):
    t = Thread(None, target)
    t.name = name
    t.daemon = bool(daemon)
    t.start()
    return t


def status(t):
    if t.is_alive():
        return "alive"
    return "not alive"


def rename(t, name):
    if name == "":
        raise ValueError(name)
    t.name = name
