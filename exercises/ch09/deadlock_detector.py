"""The lock that says no.

Tasks that wait in a circle wait for ever. Nobody can prevent it without knowing what the tasks will want next, but it can
be *noticed*: at the moment when a request would close the circle. Write locks that notice. A task is called by the name
of its thread (`threading.current_thread().name`); all names are different.
"""

import threading
from typing import Self


class DeadlockError(RuntimeError):
    """A request would close a circle of waiting tasks.

    `cycle` is the circle: names of tasks, each waiting for a lock that the next one holds, and the last one for a lock of
    the first one. It begins with the smallest name. The task that gets the error is one of them.
    """

    def __init__(self, cycle: list[str]) -> None:
        super().__init__(" -> ".join([*cycle, cycle[0]]))
        self.cycle = cycle


def find_cycle(waits: dict[str, str]) -> list[str] | None:
    """The circle in which tasks wait for each other, or None. waits[task] is the task that it waits for.

    The circle begins with its smallest name, and goes on with the one that this waits for, and so on. A task that waits
    for itself is a circle of one. Among several circles it is the one with the smallest name of all. Tasks that only lead
    into a circle are no part of it. There may be thousands of tasks; waits is not changed.
    """
    # TODO
    return None


class Watch:
    """What a group of locks must know about each other. Locks of different watches have nothing to do with each other."""

    def __init__(self) -> None:
        self.mutex = threading.Lock()
        self.held: dict[str, list[str]] = {}
        self.orders: set[tuple[str, str]] = set()


class WatchLock:
    """A lock that belongs to a watch. Not re-entrant."""

    def __init__(self, name: str, watch: Watch) -> None:
        self.name = name
        self._watch = watch
        self._lock = threading.Lock()

    def acquire(self) -> None:
        """Wait until the lock is free and take it.

        If this would close a circle of waiting tasks, DeadlockError instead, at once: then the task waits for nothing,
        and holds what it held before. Only the task that closes the circle gets an error; the others go on as soon as it
        gives back what they want. A task that asks for a lock that it holds itself is a circle of one.
        There is no false alarm: an error means that at this moment each task of the circle waits for the next one.
        """
        # TODO: this remembers in which order two locks were taken, and says no to the other order for ever.
        me = threading.current_thread().name
        with self._watch.mutex:
            for other in self._watch.held.get(me, []):
                self._watch.orders.add((other, self.name))
                if (self.name, other) in self._watch.orders:
                    raise DeadlockError([me])
        self._lock.acquire()
        with self._watch.mutex:
            self._watch.held.setdefault(me, []).append(self.name)

    def release(self) -> None:
        """Give the lock back. RuntimeError, and nothing changes, if the caller does not hold it."""
        me = threading.current_thread().name
        with self._watch.mutex:
            if self.name not in self._watch.held.get(me, []):
                raise RuntimeError(f"{me} does not hold {self.name}")
            self._watch.held[me].remove(self.name)
        self._lock.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
