"""A small class with start and join, as `threading` has it; join puts the lock back where it was."""

import _thread


class Worker:
    def __init__(self, fn):
        self.fn, self.value, self.error = fn, None, None
        self.busy = _thread.allocate_lock()

    def start(self):
        self.busy.acquire()
        _thread.start_new_thread(self.run, ())

    def run(self):
        try:
            self.value = self.fn()
        except BaseException as error:
            self.error = error
        self.busy.release()

    def join(self):
        self.busy.acquire()
        self.busy.release()


def run_all(functions):
    workers = [Worker(fn) for fn in functions]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    failed = [worker.error for worker in workers if worker.error is not None]
    if failed:
        raise failed[0]
    return [worker.value for worker in workers]
