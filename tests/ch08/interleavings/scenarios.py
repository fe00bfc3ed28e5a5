"""Orders of steps, and small programs that arrive as lists of words: each word is a step of a task."""

import itertools


def orders(student, asked, most):
    """The first `most` of them, for each tuple of lengths."""
    return [list(itertools.islice(student.interleavings(*lengths), most)) for lengths in asked]


class State:
    """What the tasks share. `ran` is who made the steps so far."""

    def __init__(self):
        self.total = 0
        self.held = []
        self.ran = []


def task(state, me, words):
    """A task whose steps are these words.

    load, store     read the total; write what was read, plus one
    take m, give m  a lock: wait for it and take it; give it back
    odd?            skip the next word if the total is even
    one?            it is over if the total is 1 or more
    nod             nothing, and yields something that has no meaning
    """
    register, place, first = 0, 0, True
    state.ran.append(me)
    while place < len(words):
        word, _, lock = words[place].partition(" ")
        if word == "take":
            yield ("wait", lambda: lock not in state.held)  # noqa: B023  # asked before the loop goes on
            state.ran.append(me)
        elif not first:
            yield "nod" if word == "nod" else None
            state.ran.append(me)
        first = False
        place += 1
        if word == "load":
            register = state.total
        elif word == "store":
            state.total = register + 1
        elif word == "take":
            state.held.append(lock)
        elif word == "give":
            state.held.remove(lock)
        elif (word == "odd?" and state.total % 2 == 0) or (word == "one?" and state.total >= 1):
            place = place + 1 if word == "odd?" else len(words)


def program(tasks):
    """A fresh start."""
    state = State()
    return state, [task(state, me, words) for me, words in enumerate(tasks)]


def tried(student, programs):
    return [explored(student, *each) for each in programs]


def explored(student, tasks, totals):
    """What explore says of the program, if these totals are good ends; what it ran, and how often it started afresh."""
    makes, ended, unfinished = 0, set(), []

    def make():
        nonlocal makes
        makes += 1
        state, generators = program(tasks)
        state.generators = generators
        return state, list(generators)

    def ok(state):
        if all(each.gi_frame is None for each in state.generators):
            ended.add("".join(map(str, state.ran)))
        elif not unfinished:
            unfinished.append(list(state.ran))
        return state.total in totals

    try:
        answer = {"schedule": student.explore(make, ok)}
    except student.Deadlock as deadlock:
        answer = {"deadlock": deadlock.schedule}
    return {"answer": answer, "makes": makes, "ended": sorted(ended), "unfinished": unfinished}
