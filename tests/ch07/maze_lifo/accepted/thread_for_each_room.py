"""A thread for each room, and a semaphore with as many permits as there are workers."""

import threading


def explore_maze(start, neighbours, workers):
    if workers < 1:
        raise ValueError("workers")
    permits = threading.Semaphore(workers)
    lock = threading.Lock()
    known = {start}
    errors = []

    def visit(room):
        children = []
        try:
            with permits:
                doors = [] if errors else list(neighbours(room))
        except Exception as error:
            errors.append(error)
            return
        for each in doors:
            with lock:
                if each in known:
                    continue
                known.add(each)
            if workers == 1:
                visit(each)
                continue
            child = threading.Thread(target=visit, args=(each,))
            child.start()
            children.append(child)
        for child in children:
            child.join()

    visit(start)
    if errors:
        raise errors[0]
    return known
