"""A Future keeps the outcome and does the waiting."""

import concurrent.futures
import threading


class ResultThread(threading.Thread):
    def __init__(self, fn, *args, **kwargs):
        super().__init__()
        self.future = concurrent.futures.Future()
        self.job = lambda: fn(*args, **kwargs)
        self.begun = False

    def start(self):
        super().start()
        self.begun = True

    def run(self):
        try:
            value = self.job()
        except BaseException as error:
            self.future.set_exception(error)
        else:
            self.future.set_result(value)

    def result(self, timeout=None):
        if not self.begun:
            raise RuntimeError("start it first")
        return self.future.result(timeout)

    def done(self):
        return self.future.done()
