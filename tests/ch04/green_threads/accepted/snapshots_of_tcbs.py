"""tcb() makes a new TCB each time from dicts; a join on a dead thread goes on in the same turn."""

from dataclasses import dataclass
from typing import Any

from greenlet import getcurrent, greenlet


class AllBlocked(Exception):
    pass


@dataclass
class TCB:
    tid: int
    state: str
    pc: int
    result: Any
    error: BaseException | None


class Green:
    def __init__(self):
        self.n = 0
        self.time = 0
        self.gen, self.pc, self.states, self.results, self.errors = {}, {}, {}, {}, {}
        self.queue = []
        self.asleep = []
        self.joins = {}

    def spawn(self, gen):
        self.n += 1
        self.gen[self.n], self.pc[self.n], self.states[self.n] = gen, 0, "runnable"
        self.queue.append((self.n, None, None))
        return self.n

    def tcb(self, tid):
        return TCB(tid, self.states[tid], self.pc[tid], self.results.get(tid), self.errors.get(tid))

    def run(self):
        while True:
            self.asleep.sort(key=lambda pair: pair[0])
            while self.asleep and self.asleep[0][0] <= self.time:
                tid = self.asleep.pop(0)[1]
                self.states[tid] = "runnable"
                self.queue.append((tid, None, None))
            if self.queue:
                self.turn(*self.queue.pop(0))
            elif self.asleep:
                self.time = self.asleep[0][0]
            elif self.joins:
                raise AllBlocked
            else:
                return dict(self.results)

    def turn(self, tid, value, error):
        self.states[tid] = "running"
        gen = self.gen[tid]
        while True:
            self.pc[tid] += 1
            self.time += 1
            try:
                wish = gen.throw(error) if error else gen.send(value)
            except StopIteration as stop:
                self.results[tid] = stop.value
                break
            except Exception as e:
                self.errors[tid] = e
                break
            value = error = None
            if wish is None:
                self.states[tid] = "runnable"
                self.queue.append((tid, None, None))
                return
            if wish[0] == "sleep":
                self.states[tid] = "waiting"
                self.asleep.append((self.time + wish[1], tid))
                return
            other = wish[1]
            if other not in self.gen:
                error = KeyError(other)
            elif self.states[other] == "dead":
                value, error = self.results.get(other), self.errors.get(other)
            else:
                self.states[tid] = "waiting"
                self.joins[tid] = other
                return
        self.states[tid] = "dead"
        for waiter in [w for w, other in self.joins.items() if other == tid]:
            del self.joins[waiter]
            self.states[waiter] = "runnable"
            self.queue.append((waiter, self.results.get(tid), self.errors.get(tid)))


def relay(names, rounds, step):
    parent = getcurrent()
    crew = {}
    for name in names:
        def body(name=name):
            while True:
                step(name)
                parent.switch()
        crew[name] = greenlet(body)
    for _ in range(rounds):
        for g in crew.values():
            g.switch()
