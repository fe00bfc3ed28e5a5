"""The circle is looked for under one lock, and the edge goes in under the next.

Caught by: test_opposite_order
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
        self.owner = {}
        self.wanted = {}


class WatchLock:
    def __init__(self, name, watch):
        self.name = name
        self._watch = watch
        self._lock = threading.Lock()

    def acquire(self):
        me = threading.current_thread().name
        watch = self._watch
        with watch.mutex:
            path, lock = [me], self
            while lock is not None and lock in watch.owner:
                task = watch.owner[lock]
                if task == me:
                    least = path.index(min(path))
                    raise DeadlockError(path[least:] + path[:least])
                path.append(task)
                lock = watch.wanted.get(task)
        with watch.mutex:
            watch.wanted[me] = self
        self._lock.acquire()
        with watch.mutex:
            del watch.wanted[me]
            watch.owner[self] = me

    def release(self):
        with self._watch.mutex:
            if self._watch.owner.get(self) != threading.current_thread().name:
                raise RuntimeError("not yours")
            del self._watch.owner[self]
            self._lock.release()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *_):
        self.release()
