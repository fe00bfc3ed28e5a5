"""Who has got the lock still counts as waiting for the one who had it.

Caught by: test_no_false_alarm
"""

import threading


class DeadlockError(RuntimeError):
    def __init__(self, cycle):
        super().__init__(" -> ".join(cycle))
        self.cycle = cycle


def find_cycle(waits):
    circles = []
    seen = set()
    for start in waits:
        path = {}
        task = start
        while task is not None and task not in seen:
            seen.add(task)
            path[task] = None
            task = waits.get(task)
        if task in path:
            names = list(path)
            circle = names[names.index(task) :]
            least = circle.index(min(circle))
            circles.append(circle[least:] + circle[:least])
    return min(circles, default=None)


class Watch:
    def __init__(self):
        self.changed = threading.Condition()
        self.holder = {}
        self.edges = {}


class WatchLock:
    def __init__(self, name, watch):
        self.name = name
        self._watch = watch

    def acquire(self):
        me = threading.current_thread().name
        watch = self._watch
        with watch.changed:
            while self in watch.holder:
                watch.edges[me] = watch.holder[self]
                cycle = find_cycle(watch.edges)
                if cycle is not None:
                    del watch.edges[me]
                    raise DeadlockError(cycle)
                watch.changed.wait()
            watch.holder[self] = me

    def release(self):
        me = threading.current_thread().name
        with self._watch.changed:
            if self._watch.holder.get(self) != me:
                raise RuntimeError(me)
            del self._watch.holder[self]
            self._watch.changed.notify_all()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *_):
        self.release()
