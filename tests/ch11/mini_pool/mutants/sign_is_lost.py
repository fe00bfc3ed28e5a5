"""Who empties the line throws the stop signs of the first shutdown away.

Caught by: test_shutdown_and_submit
"""

import queue
import threading


class Cancelled(Exception):
    pass


class Receipt:
    def __init__(self, log, fn, args, kw):
        self.log, self.fn, self.args, self.kw = log, fn, args, kw
        self.lock, self.over = threading.Lock(), threading.Event()
        self.begun = self.cancelled = False
        self.value = self.error = None
        self.callbacks = []

    def done(self):
        return self.over.is_set()

    def exception(self, timeout=None):
        if not self.over.wait(timeout):
            raise TimeoutError
        if self.cancelled:
            raise Cancelled
        return self.error

    def result(self, timeout=None):
        if self.exception(timeout):
            raise self.error
        return self.value

    def cancel(self):
        with self.lock:
            if self.begun:
                return self.cancelled
            self.begun = self.cancelled = True
        self.finish()
        return True

    def run(self):
        with self.lock:
            if self.begun:
                return
            self.begun = True
        try:
            self.value = self.fn(*self.args, **self.kw)
        except BaseException as error:
            self.error = error
        self.finish()

    def finish(self):
        with self.lock:
            self.over.set()
            callbacks, self.callbacks = self.callbacks, None
        for fn in callbacks:
            self.call(fn)

    def add_done_callback(self, fn):
        with self.lock:
            if self.callbacks is not None:
                self.callbacks.append(fn)
                return
        self.call(fn)

    def call(self, fn):
        try:
            fn(self)
        except Exception as error:
            self.log(error)


class Pool:
    def __init__(self, workers, log=print):
        if workers < 1:
            raise ValueError(workers)
        self.workers, self.log = workers, log
        self.line, self.threads, self.closed = queue.SimpleQueue(), [], False
        self.lock, self.idle = threading.Lock(), threading.Semaphore(0)

    def submit(self, fn, /, *args, **kw):
        receipt = Receipt(self.log, fn, args, kw)
        with self.lock:
            if self.closed:
                raise RuntimeError("closed")
            self.line.put(receipt)
            if not self.idle.acquire(blocking=False) and len(self.threads) < self.workers:
                thread = threading.Thread(target=self.work)
                self.threads.append(thread)
                thread.start()
        return receipt

    def work(self):
        while True:
            try:
                receipt = self.line.get_nowait()
            except queue.Empty:
                self.idle.release()
                receipt = self.line.get()
            if receipt is None:
                return
            receipt.run()

    def shutdown(self, wait=True, cancel=False):
        with self.lock:
            first, self.closed = not self.closed, True
            if cancel:
                left = []
                while True:
                    try:
                        left.append(self.line.get_nowait())
                    except queue.Empty:
                        break
            else:
                left = []
            for receipt in left:
                pass
            if first:
                for _ in self.threads:
                    self.line.put(None)
        for receipt in left:
            if receipt is not None:
                receipt.cancel()
        if wait:
            for thread in self.threads:
                thread.join()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.shutdown()
