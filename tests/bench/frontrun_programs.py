"""The programs again, as frontrun wants them: a state, and the workers that it is handed.

frontrun schedules only those workers; threads that they start themselves run without it. So each program is
written as its tasks, with the state that they share, and nothing starts or joins a thread. That is less work for
each execution than the programs do, in frontrun's favour.
"""

import queue
import threading
from collections.abc import Callable

Worker = Callable[[object], object]


class Counter:
    def __init__(self) -> None:
        self.value = 0
        self.lock = threading.Lock()


def add(state: Counter) -> None:
    state.value += 1


def add_locked(state: Counter) -> None:
    with state.lock:
        state.value += 1


class TwoLocks:
    def __init__(self) -> None:
        self.first, self.second = threading.Lock(), threading.Lock()


def one_way(state: TwoLocks) -> None:
    with state.first, state.second:
        pass


def other_way(state: TwoLocks) -> None:
    with state.second, state.first:
        pass


class Channel:
    def __init__(self) -> None:
        self.items: queue.Queue[int] = queue.Queue(2)
        self.taken: list[int] = []


def produce(state: Channel) -> None:
    for item in range(5):
        state.items.put(item)


def consume(state: Channel) -> None:
    for _ in range(5):
        state.taken.append(state.items.get())


class Pool:
    """What ThreadPoolExecutor(3) does for map over five items: a queue of work, three workers, five results.

    Queue where the executor has SimpleQueue: frontrun does not control SimpleQueue.get, and times out.
    """

    def __init__(self) -> None:
        self.work: queue.Queue[int | None] = queue.Queue()
        self.results: queue.Queue[int] = queue.Queue()
        self.squares: list[int] = []


def submit(state: Pool) -> None:
    for number in range(5):
        state.work.put(number)
    for _ in range(3):
        state.work.put(None)
    state.squares = sorted(state.results.get() for _ in range(5))


def work(state: Pool) -> None:
    while (number := state.work.get()) is not None:
        state.results.put(number * number)


#: Name of the program: what makes the state, the workers.
PROGRAMS: dict[str, tuple[Callable[[], object], list[Worker]]] = {
    "counter": (Counter, [add, add]),
    "locked_counter": (Counter, [add_locked, add_locked]),
    "two_locks": (TwoLocks, [one_way, other_way]),
    "producer_consumer": (Channel, [produce, consume]),
    "pool": (Pool, [submit, work, work, work]),
}
