"""An edge leads to the task that held the lock when it was asked for, also when the lock has changed hands.

Caught by: test_a_lock_that_changes_hands
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
        self.wanted = {}

    def waits(self):
        return self.wanted


class WatchLock:
    def __init__(self, name, watch):
        self.name = name
        self._watch = watch

    def acquire(self):
        me = threading.current_thread().name
        watch = self._watch
        with watch.changed:
            if self in watch.holder:
                watch.wanted[me] = watch.holder[self]
            try:
                cycle = find_cycle(watch.waits())
                if cycle is not None:
                    raise DeadlockError(cycle)
                while self in watch.holder:
                    watch.changed.wait()
                watch.holder[self] = me
            finally:
                watch.wanted.pop(me, None)

    def release(self):
        me = threading.current_thread().name
        with self._watch.changed:
            if self._watch.holder.get(self) != me:
                raise RuntimeError(f"{me} does not hold {self.name}")
            del self._watch.holder[self]
            self._watch.changed.notify_all()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *_):
        self.release()
