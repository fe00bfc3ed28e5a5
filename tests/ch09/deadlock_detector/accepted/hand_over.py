"""Who gives a lock back hands it to the one who waits longest."""

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
        self.mutex = threading.RLock()
        self.waiting = {}


class WatchLock:
    def __init__(self, name, watch):
        self.name, self.watch = name, watch
        self.owner = None
        self.line = []

    def acquire(self):
        me = threading.current_thread().name
        with self.watch.mutex:
            if self.owner is None:
                self.owner = me
                return
            waits = {task: lock.owner for task, lock in self.watch.waiting.items()}
            waits[me] = self.owner
            if cycle := find_cycle(waits):
                raise DeadlockError(cycle)
            turn = threading.Event()
            self.line.append((me, turn))
            self.watch.waiting[me] = self
        turn.wait()

    def release(self):
        with self.watch.mutex:
            if self.owner != threading.current_thread().name:
                raise RuntimeError(self.name)
            self.owner = None
            if self.line:
                self.owner, turn = self.line.pop(0)
                del self.watch.waiting[self.owner]
                turn.set()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *_):
        self.release()
