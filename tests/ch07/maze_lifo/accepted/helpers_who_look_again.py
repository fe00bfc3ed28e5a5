"""Helpers wait a little and look whether all is finished; a dict's setdefault says who was first at a door."""

import queue
import threading


def explore_maze(start, neighbours, workers):
    if workers < 1:
        raise ValueError("workers")
    todo = queue.LifoQueue()
    finished = threading.Event()
    found_by = {start: None}
    open_rooms = [1]
    lock = threading.Lock()
    errors = queue.SimpleQueue()

    def look(room):
        for each in neighbours(room):
            me = object()
            if found_by.setdefault(each, me) is me:
                with lock:
                    open_rooms[0] += 1
                todo.put(each)

    def work():
        while not finished.is_set():
            try:
                room = todo.get(timeout=0.1)
            except queue.Empty:
                continue
            try:
                look(room)
            except Exception as error:
                errors.put(error)
                finished.set()
            with lock:
                open_rooms[0] -= 1
                if not open_rooms[0]:
                    finished.set()

    todo.put(start)
    helpers = [threading.Thread(target=work) for _ in range(workers)]
    for helper in helpers:
        helper.start()
    finished.wait()
    for helper in helpers:
        helper.join()
    if not errors.empty():
        raise errors.get()
    return set(found_by)
