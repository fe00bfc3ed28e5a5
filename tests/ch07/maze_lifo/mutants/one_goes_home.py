"""One sign for all workers.

Caught by: test_two_ways_to_the_same_rooms
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
    todo.put(done)
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]
    return known
