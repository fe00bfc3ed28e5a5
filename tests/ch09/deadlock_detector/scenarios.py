"""Tasks that take locks of one watch, and a book kept by the kit of who holds and wants what."""

import threading
from functools import partial

from grader.worker.stage import attempt, run_together, task_name


class Book:
    """Who holds which lock, and who has asked for which one: noted around each call."""

    def __init__(self, student):
        self.student = student
        self.watch = student.Watch()
        self.locks = {}
        self.holder = {}
        self.wants = {}
        self.errors = []

    def lock(self, name):
        if name not in self.locks:
            self.locks[name] = self.student.WatchLock(name, self.watch)
        return self.locks[name]

    def take(self, name):
        """Whether the caller has got the lock."""
        me = task_name()
        lock = self.lock(name)
        self.wants[me] = name
        try:
            lock.acquire()
        except self.student.DeadlockError as error:
            cycle = list(error.cycle)
            self.errors.append({"task": me, "cycle": cycle, "real": self.real(me, cycle)})
            return False
        finally:
            del self.wants[me]
        self.holder[name] = me
        return True

    def give(self, name):
        del self.holder[name]
        self.lock(name).release()

    def real(self, me, cycle):
        """Whether each task of the circle wants a lock that the next one holds."""
        pairs = zip(cycle, [*cycle[1:], *cycle[:1]], strict=True)
        return me in cycle and all(self.holder.get(self.wants.get(task), "nobody") == other for task, other in pairs)

    def nest(self, names, between=None):
        """Take the locks, one inside the other, and give them back; whether all were taken."""
        taken = []
        for name in names:
            if between is not None and taken:
                between()
            if not self.take(name):
                break
            taken.append(name)
        for name in reversed(taken):
            self.give(name)
        return len(taken) == len(names)


def plans(student, tasks):
    """One task a plan: a list of nests of locks."""
    book = Book(student)
    for name in sorted({name for plan in tasks for nest in plan for name in nest}):
        book.lock(name)
    done = run_together(*[partial(lambda plan: [book.nest(nest) for nest in plan], plan) for plan in tasks])
    return {"done": done, "errors": book.errors}


def in_a_ring(student, size):
    """Each task holds one lock; when all do, each asks for that of the next task."""
    book = Book(student)
    names = [f"lock {number}" for number in range(size)]
    for name in names:
        book.lock(name)
    all_hold = threading.Barrier(size)
    nests = [(name, names[(number + 1) % size]) for number, name in enumerate(names)]
    done = run_together(*[partial(book.nest, nest, all_hold.wait) for nest in nests])
    return {"done": done, "errors": book.errors}


def one_after_the_other(student, nests):
    """Each nest in a thread of its own, which has ended before the next one begins."""
    book = Book(student)
    done = [run_together(partial(book.nest, nest), names=[f"T{number}"])[0] for number, nest in enumerate(nests)]
    return {"done": done, "errors": book.errors}


def alone(student):
    """What one task gets for its own lock, and what a stranger gets."""
    lock = student.WatchLock("door", student.Watch())
    seen = {"free": attempt(lock.release)}
    lock.acquire()
    try:
        lock.acquire()
        seen["again"] = "taken"
    except student.DeadlockError as error:
        seen["again"] = [task == task_name() for task in error.cycle]
    seen["stranger"] = run_together(partial(attempt, lock.release), names=["stranger"])[0]
    seen["release"] = attempt(lock.release)
    seen["twice"] = attempt(lock.release)

    def break_in():
        with lock as entered:
            seen["entered"] = entered is lock
            raise KeyError("inside")

    seen["body"] = attempt(break_in)

    def next_one():
        with lock:
            return "in"

    seen["next"] = run_together(next_one, names=["next"])[0]
    return seen


def circles(student, graphs):
    """What find_cycle says, and whether the dictionaries are as they were."""
    before = [dict(graph) for graph in graphs]
    found = [student.find_cycle(graph) for graph in graphs]
    return {"found": [cycle if cycle is None else list(cycle) for cycle in found], "unchanged": before == list(graphs)}


def long_chains(student, length):
    """A chain of tasks, and the same with its last one waiting for its first one."""
    chain = {f"t{number:05}": f"t{number + 1:05}" for number in range(length)}
    ring = {**chain, f"t{length:05}": "t00000"}
    return [student.find_cycle(chain), len(student.find_cycle(ring))]
