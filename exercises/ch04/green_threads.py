"""Your own scheduler with a TCB.

Green threads are threads that the operating system knows nothing about: one loop in one real thread
resumes them in turn. Here a green thread is a generator, which stops at each `yield` and says there
what it wants:

    yield                        let the others run: I go to the back of the queue
    yield ("sleep", n)           do not resume me before n more steps (n >= 0)
    result = yield ("join", tid) do not resume me before that thread is dead. Then I get its result.
                                 If it failed, its exception is raised here, at the yield. If no thread
                                 has that tid, KeyError is raised here. A thread that is dead already can
                                 be joined too: I go to the back of the queue.

A step is one resume of one thread. What a thread yields is one of these three, nothing else.

    spawn(gen)   a new thread that runs the generator, at the back of the queue; returns its tid: 1, 2,
                 3, ... Called before run(), and also by green threads while they run.
    tcb(tid)     the TCB of a thread, as it is now. KeyError if there is no such thread.
    run()        runs all threads to their end, and returns the results of those that returned, by tid.
                 A thread that failed is not in it: an Exception kills the thread that it comes from and
                 no other one. AllBlocked if there are live threads, and all of them wait for each other
                 for ever. It is called once.

The queue is first in, first out. A thread whose waiting is over goes to the back of it. If there is
nobody in the queue, but somebody sleeps, then the time jumps to the moment when the first sleeper is
due; who was due two steps after that one is so still.
Thousands of green threads are no problem, also if each of them joins the next one.

    relay(names, rounds, step)   the same idea with a library. Each name has a greenlet of its own (from
                 the package `greenlet`), which calls step(name) `rounds` times. They take turns, in the
                 order of `names`: a, b, c, a, b, c, ... It returns when all of them are done. There are
                 no threads and no generators in it.
"""

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

    def spawn(self, gen: Generator) -> int:
        tid = len(self._tcbs) + 1
        self._tcbs[tid], self._gens[tid] = TCB(tid), gen
        return tid

    def tcb(self, tid: int) -> TCB:
        return self._tcbs[tid]

    def run(self) -> dict[int, Any]:
        # TODO: this runs one thread to its end, then the next, and never looks at what is yielded.
        # Have a queue of threads that are ready; resume the first one; do what it asks for.
        for tid, gen in self._gens.items():
            tcb = self._tcbs[tid]
            try:
                while True:
                    tcb.pc += 1
                    gen.send(None)
            except StopIteration as stop:
                tcb.result = stop.value
            tcb.state = "dead"
        return {tid: tcb.result for tid, tcb in self._tcbs.items()}


def relay(names: list[str], rounds: int, step: Callable[[str], None]) -> None:
    # TODO: no turns here, and no greenlets: greenlet.greenlet(function) makes one, its switch() goes there.
    for name in names:
        for _ in range(rounds):
            step(name)


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
