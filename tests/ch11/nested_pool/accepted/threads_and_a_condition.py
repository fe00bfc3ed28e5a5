"""Threads of our own, who stay as long as somebody reads."""

import threading


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    todo, sizes, errors, busy = [root], [], [], 0
    changed = threading.Condition()

    def work():
        nonlocal busy
        while True:
            with changed:
                changed.wait_for(lambda: todo or not busy or errors)
                if errors or not todo:
                    return
                folder = todo.pop()
                busy += 1
            inside = []
            try:
                inside = folder.folders()
                sizes.extend(folder.files())
            except Exception as error:
                errors.append(error)
            with changed:
                todo.extend(inside)
                busy -= 1
                changed.notify_all()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return sum(sizes)
