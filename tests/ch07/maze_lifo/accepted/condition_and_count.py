"""A list as the stack, a number of rooms in work, one Condition."""

import threading


def explore_maze(start, neighbours, workers):
    if workers < 1:
        raise ValueError(workers)
    stack, seen, busy, wrong = [start], {start}, 0, None
    changed = threading.Condition()

    def work():
        nonlocal busy, wrong
        while True:
            with changed:
                while not stack and busy and wrong is None:
                    changed.wait()
                if wrong is not None or not stack:
                    changed.notify_all()
                    return
                room = stack.pop()
                busy += 1
            found, error = [], None
            try:
                found = list(neighbours(room))
            except Exception as exception:
                error = exception
            with changed:
                busy -= 1
                wrong = wrong or error
                for each in found:
                    if each not in seen:
                        seen.add(each)
                        stack.append(each)
                changed.notify_all()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong is not None:
        raise wrong
    return seen
