"""One Condition with wait_for; the circle is looked for from each task, smallest name first."""

import threading


class DeadlockError(RuntimeError):
    def __init__(self, cycle):
        super().__init__(" -> ".join(cycle))
        self.cycle = cycle


def find_cycle(waits):
    for start in sorted(waits):
        path = [start]
        for _ in range(len(waits)):
            path.append(waits.get(path[-1]))
            if path[-1] == start:
                return path[:-1]
            if path[-1] is None or path[-1] not in waits:
                break
            if len(path) > 3 and path[-1] == path[len(path) // 2]:
                break
    return None


class Watch:
    def __init__(self):
        self.changed = threading.Condition()
        self.holder = {}
        self.wanted = {}

    def waits(self):
        return {task: self.holder[lock] for task, lock in self.wanted.items() if lock in self.holder}


class WatchLock:
    def __init__(self, name, watch):
        self.name = name
        self._watch = watch

    def acquire(self):
        me = threading.current_thread().name
        watch = self._watch
        with watch.changed:
            watch.wanted[me] = self
            try:
                cycle = find_cycle(watch.waits())
                if cycle is not None:
                    raise DeadlockError(cycle)
                watch.changed.wait_for(lambda: self not in watch.holder)
                watch.holder[self] = me
            finally:
                del watch.wanted[me]

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
