"""A dict and a lock of a manager: the children change what lives in its process, one at a time."""

import multiprocessing
import threading

HITS = __import__("collections").Counter()


def count_with_threads(pages, workers):
    if workers < 1:
        raise ValueError("workers")
    lock = threading.RLock()
    todo = list(pages)

    def work():
        while True:
            with lock:
                if not todo:
                    return
                HITS[todo.pop()] += 1

    threads = []
    for _ in range(workers):
        threads.append(threading.Thread(target=work))
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return {page: hits for page, hits in HITS.items()}


def add_all(shared, lock, pages):
    for page in pages:
        with lock:
            shared[page] = shared.get(page, 0) + 1


def count_with_processes(pages, workers, method):
    if workers < 1:
        raise ValueError("workers")
    context = multiprocessing.get_context(method)
    with context.Manager() as manager:
        shared, lock = manager.dict(), manager.Lock()
        size = -(-len(pages) // workers)
        children = [
            context.Process(target=add_all, args=(shared, lock, pages[i * size : (i + 1) * size])) for i in range(workers)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return dict(shared)
