"""A semaphore made of two locks: each thread hands over a token, the caller takes as many as there are threads."""

import _thread
import collections


def run_all(functions):
    ready, room = _thread.allocate_lock(), _thread.allocate_lock()
    ready.acquire()
    box = collections.deque()

    def work(at, job):
        try:
            item = at, job(), None
        except BaseException as problem:
            item = at, None, problem
        room.acquire()
        box.append(item)
        ready.release()

    for pair in enumerate(functions):
        _thread.start_new_thread(work, pair)
    got = []
    for _ in functions:
        ready.acquire()
        got.append(box.popleft())
        room.release()
    got.sort(key=lambda item: item[0])
    for _, _, problem in got:
        if problem:
            raise problem
    return [value for _, value, _ in got]
