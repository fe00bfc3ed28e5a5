"""Two tasks, one mutex, and registers that count what is done to them."""

from functools import partial

from grader.worker.stage import Probe, attempt, checkpoint, run_together

#: What is in an object of these modules can change in a single step, and its text shows what is in it.
CHANGEABLE = ("collections", "itertools")


class Register:
    """A number that can be read and written, each in a single step."""

    writes = 0

    def __init__(self, number):
        self._number = number

    def read(self):
        checkpoint()
        return self._number

    def write(self, number):
        checkpoint()
        Register.writes += 1
        self._number = number


def visits(student, times):
    """Task 0 and task 1 go in and out, each so many times. How often were they in, and were they ever in together?"""
    mutex, inside = student.TwoTaskMutex(Register), Probe()

    def task(me):
        for _ in range(times[me]):
            mutex.enter(me)
            inside(me)
            mutex.leave(me)

    run_together(partial(task, 0), partial(task, 1))
    return {"together": inside.together, "in": inside.count}


def quiet(student, orders):
    """`alone` for each of these orders."""
    return [alone(student, who) for who in orders]


def alone(student, who):
    """Each of these goes in and out while the other one does not want to."""
    mutex, seen = student.TwoTaskMutex(Register), []
    for me in who:
        mutex.enter(me)
        seen.append(me)
        mutex.leave(me)
    return seen


def shape(value):
    """A value's content, as far as it can be compared; a register is what it is, whatever it holds."""
    if isinstance(value, list | tuple | set | frozenset):
        return [type(value).__name__, *[shape(each) for each in value]]
    if isinstance(value, dict):
        return [[shape(key), shape(each)] for key, each in value.items()]
    plain = isinstance(value, int | float | str | bytearray | None) or type(value).__module__ in CHANGEABLE
    return repr(value) if plain else id(value)


def named(names, value_of):
    return {name: value_of(name) for name in names if not name.startswith("__")}


def state(student, mutex):
    """All that is no register: in the module, in the class, in the object."""
    kind = type(mutex)
    slots = named(getattr(kind, "__slots__", ()), lambda name: getattr(mutex, name))
    own = named(getattr(mutex, "__dict__", {}), lambda name: getattr(mutex, name))
    return shape([named(vars(student), vars(student).get), named(vars(kind), vars(kind).get), slots, own])


def means(student):
    """What enter and leave change besides registers, and how often they write to these."""
    mutex = student.TwoTaskMutex(Register)
    seen, before, writes = [], state(student, mutex), []
    for me in (0, 1, 1, 0):
        for call in (mutex.enter, mutex.leave):
            start = Register.writes
            call(me)
            writes.append(Register.writes - start)
            seen.append(state(student, mutex) == before)
    return {"unchanged": all(seen), "writes": min(writes[::2])}


def strangers(student):
    """Neither 0 nor 1."""
    mutex = student.TwoTaskMutex(Register)
    raised = [attempt(call, me).get("raised") for me in (2, -1, 17) for call in (mutex.enter, mutex.leave)]
    return {"raised": raised, "later": [alone(student, [0, 1]), attempt(mutex.enter, 1).get("raised")]}
