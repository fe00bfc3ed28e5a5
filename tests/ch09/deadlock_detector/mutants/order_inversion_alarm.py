"""Says no to an order that is the reverse of one that was seen before.

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
        self.mutex = threading.Lock()
        self.held = {}
        self.orders = set()
        self.owner = {}


class WatchLock:
    def __init__(self, name, watch):
        self.name = name
        self._watch = watch
        self._lock = threading.Lock()

    def acquire(self):
        me = threading.current_thread().name
        with self._watch.mutex:
            if self._watch.owner.get(self) == me:
                raise DeadlockError([me])
            for other in self._watch.held.get(me, []):
                self._watch.orders.add((other, self.name))
                if (self.name, other) in self._watch.orders:
                    raise DeadlockError(sorted({me, self._watch.owner.get(self, me)}))
        self._lock.acquire()
        with self._watch.mutex:
            self._watch.owner[self] = me
            self._watch.held.setdefault(me, []).append(self.name)

    def release(self):
        me = threading.current_thread().name
        with self._watch.mutex:
            if self._watch.owner.get(self) != me:
                raise RuntimeError(me)
            del self._watch.owner[self]
            self._watch.held[me].remove(self.name)
        self._lock.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *_):
        self.release()
