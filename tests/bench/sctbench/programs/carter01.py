"""Two groups share a resource; the first of a group takes it, the last gives it back.

Wrong: it is waited for with the counters' lock held.
"""

import threading


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Group:
    def __init__(self, counters, resource):
        self.count = 0
        self.counters = counters
        self.resource = resource

    def work(self):
        self.counters.acquire()
        self.count += 1
        if self.count == 1:
            self.resource.acquire()
        self.counters.release()
        self.counters.acquire()
        self.count -= 1
        if self.count == 0:
            self.resource.release()
        self.counters.release()


def buggy():
    counters, resource = threading.Lock(), threading.Lock()
    a, b = Group(counters, resource), Group(counters, resource)
    run(a.work, b.work, lambda: None, lambda: None)


def fixed():
    resource = threading.Lock()
    a, b = Group(threading.Lock(), resource), Group(threading.Lock(), resource)
    run(a.work, b.work, lambda: None, lambda: None)
