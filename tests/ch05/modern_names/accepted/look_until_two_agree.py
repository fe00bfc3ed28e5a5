"""Look twice, and once more, until nobody has come or gone in between."""

import threading as th


def census():
    while True:
        one = th.enumerate()
        number = th.active_count()
        two = th.enumerate()
        if set(one) == set(two) and number == len(one):
            break
    return {
        "count": number,
        "me": th.current_thread().name,
        "names": sorted(map(lambda t: t.name, one)),
        "daemons": sorted(map(lambda t: t.name, filter(lambda t: t.daemon, one))),
    }


def spawn(name, target, daemon=False):
    t = th.Thread(name=name, target=target, daemon=True if daemon else False)
    t.start()
    return t


def status(t):
    return "alive" if t.is_alive() else "not alive"


def rename(t, name):
    if not name:
        raise ValueError("empty name")
    t.name = name
