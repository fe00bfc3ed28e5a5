"""FastTrack: of the writes the last one, as an epoch; of the reads the last one of each task. A class goes through the trace."""

from collections import defaultdict


class Machine:
    def __init__(self, trace):
        self.vc = defaultdict(lambda: defaultdict(int))
        self.lock_vc = {}
        self.owner = {}
        self.known = {trace[0][0]} if trace else set()
        self.write = {}
        self.reads = defaultdict(dict)
        self.racy = set()
        self.seen = defaultdict(list)
        for event in trace:
            self.step(*event)

    def merge(self, into, other):
        for key, value in other.items():
            into[key] = max(into[key], value)

    def step(self, task, op, target):
        if task not in self.known:
            raise ValueError(f"who is {task}?")
        now = self.vc[task]
        now[task] += 1
        getattr(self, "do_" + op)(task, now, target)

    def do_start(self, task, now, child):
        self.known.add(child)
        self.merge(self.vc[child], now)

    def do_join(self, task, now, child):
        self.merge(now, self.vc[child])

    def do_acquire(self, task, now, lock):
        if self.owner.get(lock) is not None:
            raise ValueError("held")
        self.owner[lock] = task
        self.merge(now, self.lock_vc.get(lock, {}))

    def do_release(self, task, now, lock):
        if self.owner.get(lock) != task:
            raise ValueError("not held by " + task)
        self.owner[lock] = None
        self.lock_vc[lock] = now.copy()

    def do_read(self, task, now, var):
        self.note(task, var)
        who, when = self.write.get(var, (task, 0))
        if now[who] < when:
            self.racy.add(var)
        self.reads[var][task] = now[task]

    def do_write(self, task, now, var):
        self.note(task, var)
        who, when = self.write.get(var, (task, 0))
        if now[who] < when or any(now[t] < c for t, c in self.reads[var].items()):
            self.racy.add(var)
        self.write[var] = (task, now[task])
        self.reads[var].clear()

    def note(self, task, var):
        self.seen[var].append(frozenset(lock for lock, who in self.owner.items() if who == task))


def races(trace):
    return Machine(trace).racy


def locks_held(trace, var):
    return Machine(trace).seen[var]
