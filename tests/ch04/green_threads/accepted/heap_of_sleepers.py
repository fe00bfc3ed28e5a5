"""A heap of (time, number), commands as callables in one queue; greenlets in a ring."""

import heapq
import itertools
from collections import deque
from dataclasses import dataclass
from typing import Any

import greenlet


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
        self.threads = {}
        self.queue = deque()
        self.heap = []
        self.now = 0
        self.number = itertools.count()

    def spawn(self, gen):
        tid = len(self.threads) + 1
        tcb = TCB(tid, "runnable", 0, None, None)
        tcb.gen, tcb.joiners = gen, []
        self.threads[tid] = tcb
        self.queue.append((tcb, gen.send, None))
        return tid

    def tcb(self, tid):
        return self.threads[tid]

    def ready(self, tcb, how, what):
        tcb.state = "runnable"
        self.queue.append((tcb, how, what))

    def run(self):
        while True:
            while self.heap and (self.heap[0][0] <= self.now or not self.queue):
                when, _, tcb = heapq.heappop(self.heap)
                self.now = max(self.now, when)
                self.ready(tcb, tcb.gen.send, None)
            if not self.queue:
                break
            tcb, how, what = self.queue.popleft()
            tcb.state = "running"
            tcb.pc += 1
            self.now += 1
            try:
                wish = how(what)
            except StopIteration as end:
                tcb.result = end.value
            except Exception as error:
                tcb.error = error
            else:
                self.serve(tcb, wish)
                continue
            tcb.state = "dead"
            for other in tcb.joiners:
                self.tell(other, tcb)
        if any(tcb.state != "dead" for tcb in self.threads.values()):
            raise AllBlocked("nobody can go on")
        return {tid: t.result for tid, t in self.threads.items() if t.error is None}

    def tell(self, joiner, dead):
        if dead.error is not None:
            self.ready(joiner, joiner.gen.throw, dead.error)
        else:
            self.ready(joiner, joiner.gen.send, dead.result)

    def serve(self, tcb, wish):
        if wish is None:
            self.ready(tcb, tcb.gen.send, None)
            return
        what, n = wish
        tcb.state = "waiting"
        if what == "sleep":
            heapq.heappush(self.heap, (self.now + n, next(self.number), tcb))
        elif n not in self.threads:
            self.ready(tcb, tcb.gen.throw, KeyError(n))
        elif self.threads[n].state == "dead":
            self.tell(tcb, self.threads[n])
        else:
            self.threads[n].joiners.append(tcb)


def relay(names, rounds, step):
    ring = []

    def one(i):
        for _ in range(rounds):
            step(names[i])
            ring[(i + 1) % len(names)].switch()

    me = greenlet.getcurrent()
    ring.extend(greenlet.greenlet(lambda i=i: one(i), me) for i in range(len(names)))
    if ring:
        ring[0].switch()
    # the first one that is through comes back here; let the others make their last step
    for g in ring:
        if not g.dead and rounds:
            g.switch()
