"""Green threads that note each of their steps; a step of the scheduler is an entry of the log."""

import greenlet

from grader.worker.stage import attempt


class Broken(Exception):
    """What a thread dies of."""


class World:
    """Threads made from scripts: lists of commands, each of which is what one step of the thread does."""

    def __init__(self, student):
        self.green = student.Green()
        self.log = []
        self.got = {}

    def thread(self, name, script, tid=None):
        """A generator that logs its name at each step, does what the script says, and returns the last entry."""
        for number, command in enumerate(script):
            self.log.append(name)
            kind = command[0]
            if kind == "return":
                return command[1]
            if kind == "raise":
                raise Broken(command[1])
            if kind == "spawn":
                self.got.setdefault(name, []).append(self.green.spawn(self.thread(command[1], command[2])))
                yield
            elif kind == "look":
                tcb = self.green.tcb(command[1])
                self.got.setdefault(name, []).append([str(tcb.state), tcb.pc])
                yield
            elif kind == "yield":
                yield
            else:
                try:
                    value = yield tuple(command)
                except Exception as error:
                    self.got.setdefault(name, []).append({"raised": type(error).__name__})
                    if len(script) > number + 1 and script[number + 1] == ["let it kill me"]:
                        raise
                else:
                    if kind == "join":
                        self.got.setdefault(name, []).append(value)
        self.log.append(name)
        return None


def threads(student, scripts):
    """One thread a script, named A, B, C and so on; everything that can be seen of them afterwards."""
    world = World(student)
    names = [chr(ord("A") + i) for i in range(len(scripts))]
    tids = [world.green.spawn(world.thread(*each)) for each in zip(names, scripts, strict=True)]
    before = [str(world.green.tcb(tid).state) for tid in tids]
    answer = attempt(world.green.run)
    if "value" in answer:
        answer["value"] = sorted([tid, value] for tid, value in answer["value"].items())
    seen = [world.green.tcb(tid) for tid in tids]
    return {
        "tids": tids,
        "before": before,
        "run": answer,
        "log": world.log,
        "got": world.got,
        "states": [str(tcb.state) for tcb in seen],
        "pc": [tcb.pc for tcb in seen],
        "results": [tcb.result for tcb in seen],
        "errors": [None if tcb.error is None else type(tcb.error).__name__ for tcb in seen],
        "unknown": attempt(world.green.tcb, len(tids) + 50).get("raised"),
    }


def same_error(student):
    """Is what a joiner gets the very exception that the thread died of?"""
    green, error, got = student.Green(), Broken("once"), []

    def dies():
        yield
        raise error

    def joins():
        try:
            yield ("join", 1)
        except Broken as caught:
            got.append(caught is error)

    green.spawn(dies())
    green.spawn(joins())
    green.run()
    return {"the same": got, "in the TCB": green.tcb(1).error is error}


def chain(student, n):
    """Each thread joins the next one; the last one returns 0, the others one more than what they got."""
    green = student.Green()

    def link(tid):
        if tid == n:
            return 0
        got = yield ("join", tid + 1)
        return got + 1 if isinstance(got, int) else -1

    for tid in range(1, n + 1):
        green.spawn(link(tid))
    results = green.run()
    return [results.get(1), results.get(n), len(results)]


def crowd(student, n, rounds):
    """Many threads that only take turns: how often was each resumed, and in which order in the first two rounds?"""
    green, log = student.Green(), []

    def one(i):
        for _ in range(rounds):
            log.append(i)
            yield
        return i

    for i in range(n):
        green.spawn(one(i))
    results = green.run()
    in_turn = [log[r * n : (r + 1) * n] == list(range(n)) for r in range(rounds)]
    pcs = {green.tcb(tid).pc for tid in range(1, n + 1)}
    return {"in turn": in_turn, "pcs": sorted(pcs), "right": results == {i + 1: i for i in range(n)}}


def greenlets(student, names, rounds):
    """What relay did, and in how many different greenlets."""
    home, log, where = greenlet.getcurrent(), [], {}

    def step(name):
        log.append(name)
        where.setdefault(name, []).append(greenlet.getcurrent())

    student.relay(names, rounds, step)
    own = [each[0] for each in where.values()]
    return {
        "log": log,
        "one each": all(all(one is each[0] for one in each) for each in where.values()),
        "different": all(a is not b for i, a in enumerate(own) for b in own[:i]),
        "not home": all(one is not home for one in own),
    }
