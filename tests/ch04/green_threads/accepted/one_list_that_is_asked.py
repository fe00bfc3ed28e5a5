"""No waiting lists: a list of all threads, each with a condition that is asked until it holds."""

from collections import deque
from dataclasses import dataclass
from typing import Any

import greenlet


class AllBlocked(Exception):
    pass


@dataclass
class TCB:
    tid: int
    state: str = "runnable"
    pc: int = 0
    result: Any = None
    error: BaseException | None = None


class Green:
    def __init__(self):
        self.all = {}
        self.gens = {}
        self.order = deque()
        self.wish = {}
        self.steps = 0

    def spawn(self, gen):
        tid = len(self.all) + 1
        self.all[tid] = TCB(tid)
        self.gens[tid] = gen
        self.order.append(tid)
        self.wish[tid] = None
        return tid

    def tcb(self, tid):
        if tid in self.all:
            return self.all[tid]
        raise KeyError(tid)

    def may_go(self, tid):
        wish = self.wish[tid]
        if wish is None:
            return True
        kind, n = wish
        if kind == "sleep":
            return self.steps >= n
        return n not in self.all or self.all[n].state == "dead"

    def run(self):
        while self.order:
            for _ in range(len(self.order)):
                if self.may_go(self.order[0]):
                    break
                self.order.rotate(-1)
            else:
                naps = [w[1] for w in (self.wish[t] for t in self.order) if w and w[0] == "sleep"]
                if not naps:
                    raise AllBlocked
                self.steps = min(naps)
                continue
            self.resume(self.order.popleft())
        return {t.tid: t.result for t in self.all.values() if t.error is None}

    def resume(self, tid):
        me, gen, wish = self.all[tid], self.gens[tid], self.wish[tid]
        me.state = "running"
        me.pc += 1
        self.steps += 1
        try:
            if wish is None or wish[0] == "sleep":
                wish = gen.send(None)
            elif wish[1] not in self.all:
                wish = gen.throw(KeyError(wish[1]))
            elif self.all[wish[1]].error is not None:
                wish = gen.throw(self.all[wish[1]].error)
            else:
                wish = gen.send(self.all[wish[1]].result)
        except StopIteration as e:
            me.state, me.result = "dead", e.value
            return
        except BaseException as e:
            me.state, me.error = "dead", e
            return
        if wish is not None and wish[0] == "sleep":
            wish = ("sleep", self.steps + wish[1])
        self.wish[tid] = wish
        me.state = "runnable" if wish is None or self.may_go(tid) else "waiting"
        self.order.append(tid)


def relay(names, rounds, step):
    main = greenlet.getcurrent()

    class Runner(greenlet.greenlet):
        def __init__(self, name):
            super().__init__()
            self.name = name

        def run(self):
            left = rounds
            while left:
                step(self.name)
                left -= 1
                if left:
                    main.switch()

    alive = [Runner(name) for name in names]
    while alive:
        for runner in alive:
            runner.switch()
        alive = [runner for runner in alive if not runner.dead]
