"""Deep search with helpers.

    explore_maze(start, neighbours, workers)

Finds all rooms of a maze that can be reached from `start`, and returns them as a set; start is one of them.

neighbours(room)   an iterable of the rooms behind the doors of this room. Some may be known already, or the same
                   room twice, or the room itself. It is slow, so it is called exactly once for each room, by up to
                   `workers` threads at the same time, and what it returns is gone through once.
workers            at most so many calls of neighbours are under way at a time, and if there are rooms enough,
                   exactly so many: a worker that has nothing to do waits, because the rooms that others are
                   in may have many doors. ValueError if it is less than 1; then neighbours is not called.

With one worker, in a maze without circles, the search is depth-first: from a room it goes on into one of those behind
it; only when there is none left, it comes back to the last room that has some.

If neighbours raises an Exception, the search stops: the calls that are under way are finished, hardly any new ones
are made (with one worker: none), and the exception is raised from explore_maze; the first one, if there are several.

When explore_maze returns or raises, all its threads have ended.
"""

import queue
import threading
from collections.abc import Callable, Hashable, Iterable

Room = Hashable


def explore_maze(start: Room, neighbours: Callable[[Room], Iterable[Room]], workers: int) -> set[Room]:
    """All rooms that can be reached."""
    if workers < 1:
        raise ValueError("at least one worker")
    todo: queue.LifoQueue[Room] = queue.LifoQueue()
    todo.put(start)
    known = {start}
    lock = threading.Lock()
    done = object()  # no room
    raised: list[Exception] = []

    def look_into(room: Room) -> None:
        for other in neighbours(room):
            with lock:
                new = other not in known
                known.add(other)
            if new:
                todo.put(other)

    def work() -> None:
        while (room := todo.get()) is not done:
            try:
                if not raised:
                    look_into(room)
            except Exception as error:
                raised.append(error)
            finally:
                todo.task_done()  # after the rooms behind it have been put

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    todo.join()
    for _ in threads:
        todo.put(done)
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]
    return known
