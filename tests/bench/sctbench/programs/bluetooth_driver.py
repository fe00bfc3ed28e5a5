"""A driver that may be stopped while a request begins.

Wrong: the request looks at the flag before it counts itself.
"""

import threading


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Driver:
    def __init__(self):
        self.pending = 1
        self.stopping = False
        self.idle = False
        self.stopped = False
        self.lock = threading.Lock()

    def enter(self):
        with self.lock:
            self.pending += 1

    def leave(self):
        with self.lock:
            self.pending -= 1
            left = self.pending
        if left == 0:
            self.idle = True

    def request_late(self):
        if self.stopping:
            return
        self.enter()
        assert not self.stopped
        self.leave()

    def request(self):
        self.enter()
        if not self.stopping:
            assert not self.stopped
        self.leave()

    def stop(self):
        self.stopping = True
        self.leave()
        if self.idle:
            self.stopped = True


def buggy():
    driver = Driver()
    run(driver.request_late, driver.stop)


def fixed():
    driver = Driver()
    run(driver.request, driver.stop)
