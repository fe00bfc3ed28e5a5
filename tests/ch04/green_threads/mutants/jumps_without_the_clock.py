"""The first sleeper goes on, but the clock stays where it was: the others sleep on.

Caught by: test_sleepers_hold_nobody_up
"""

from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

import greenlet


class AllBlocked(Exception):
    """Somebody is alive, and nobody can ever go on."""


@dataclass
class TCB:
    """What the scheduler knows about a thread."""

    tid: int
    state: str = "runnable"  # "runnable", "running", "waiting" (asleep, or in a join) or "dead"
    pc: int = 0  # how often it was resumed so far; the one under way counts
    result: Any = None  # what it returned
    error: BaseException | None = None  # what killed it


class Green:
    """A scheduler, and its threads."""

    def __init__(self) -> None:
        self._tcbs: dict[int, TCB] = {}
        self._gens: dict[int, Generator] = {}
        self._ready: deque[int] = deque()
        self._wakes: dict[int, Callable[[], Any]] = {}  # how to resume a thread, where that is not send(None)
        self._waiters: dict[int, list[int]] = {}  # who waits for this thread
        self._sleepers: dict[int, int] = {}  # when a thread is due
        self._clock = 0

    def spawn(self, gen: Generator) -> int:
        tid = len(self._tcbs) + 1
        self._tcbs[tid], self._gens[tid], self._waiters[tid] = TCB(tid), gen, []
        self._ready.append(tid)
        return tid

    def tcb(self, tid: int) -> TCB:
        return self._tcbs[tid]

    def run(self) -> dict[int, Any]:
        while self._ready or self._sleepers:
            if not self._ready:
                first = min(self._sleepers, key=self._sleepers.__getitem__)
                del self._sleepers[first]
                self._back_to_the_queue(self._tcbs[first])
            self._wake_sleepers()
            if self._ready:
                self._step(self._tcbs[self._ready.popleft()])
        if any(tcb.state != "dead" for tcb in self._tcbs.values()):
            raise AllBlocked
        return {tid: tcb.result for tid, tcb in self._tcbs.items() if tcb.error is None}

    def _step(self, tcb: TCB) -> None:
        tcb.state, tcb.pc = "running", tcb.pc + 1
        self._clock += 1
        resume = self._wakes.pop(tcb.tid, lambda: self._gens[tcb.tid].send(None))
        try:
            command = resume()  # throw() gives the next command too, just as send() does
        except StopIteration as stop:
            tcb.result = stop.value
            self._bury(tcb)
        except Exception as error:
            tcb.error = error
            self._bury(tcb)
        else:
            self._obey(tcb, command)

    def _obey(self, tcb: TCB, command: Any) -> None:
        tcb.state = "waiting"
        if command is None:
            self._back_to_the_queue(tcb)
        elif command[0] == "sleep":
            self._sleepers[tcb.tid] = self._clock + command[1]
        elif command[1] not in self._tcbs:
            unknown = KeyError(command[1])
            self._back_to_the_queue(tcb, lambda: self._gens[tcb.tid].throw(unknown))
        elif self._tcbs[command[1]].state == "dead":
            self._end_of_join(tcb, self._tcbs[command[1]])
        else:
            self._waiters[command[1]].append(tcb.tid)

    def _bury(self, tcb: TCB) -> None:
        tcb.state = "dead"
        for waiter in self._waiters[tcb.tid]:
            self._end_of_join(self._tcbs[waiter], tcb)

    def _end_of_join(self, waiter: TCB, dead: TCB) -> None:
        gen = self._gens[waiter.tid]
        if dead.error is None:
            self._back_to_the_queue(waiter, lambda: gen.send(dead.result))
        else:
            self._back_to_the_queue(waiter, lambda: gen.throw(dead.error))

    def _back_to_the_queue(self, tcb: TCB, wake: Callable[[], Any] | None = None) -> None:
        tcb.state = "runnable"
        if wake is not None:
            self._wakes[tcb.tid] = wake
        self._ready.append(tcb.tid)

    def _wake_sleepers(self) -> None:
        due = [tid for tid, when in self._sleepers.items() if when <= self._clock]
        for tid in sorted(due):
            del self._sleepers[tid]
            self._back_to_the_queue(self._tcbs[tid])


def relay(names: list[str], rounds: int, step: Callable[[str], None]) -> None:
    home = greenlet.getcurrent()

    def runner(name: str) -> None:
        for i in range(rounds):
            if i:
                home.switch()
            step(name)

    runners = [greenlet.greenlet(runner) for _ in names]
    for _ in range(rounds):
        for name, one in zip(names, runners):
            one.switch(name)


if __name__ == "__main__":
    # Two threads that print. This should become: a 1, b 1, a 2, b 2, a 3, b 3.
    def printer(name: str) -> Generator:
        for i in range(1, 4):
            print(name, i)
            yield

    green = Green()
    green.spawn(printer("a"))
    green.spawn(printer("b"))
    green.run()
