"""One lock for the pool and all its receipts; a bell for each thread, and for each who waits."""

import threading


class Cancelled(Exception):
    pass


class Receipt:
    def __init__(self, pool, call):
        self.pool, self.call, self.state = pool, call, 0
        self.answer, self.callbacks, self.bells = None, [], []

    def done(self):
        return self.state >= 2

    def wait(self, timeout):
        bell = threading.Event()
        with self.pool.lock:
            if self.state >= 2:
                bell.set()
            self.bells.append(bell)
        if not bell.wait(timeout):
            raise TimeoutError("not yet")
        if self.state == 3:
            raise Cancelled("too late")

    def exception(self, timeout=None):
        self.wait(timeout)
        return self.answer[1]

    def result(self, timeout=None):
        self.wait(timeout)
        value, error = self.answer
        if error is not None:
            raise error
        return value

    def cancel(self):
        with self.pool.lock:
            if self.state:
                return self.state == 3
            self.pool.line.remove(self)
            callbacks = self.end(3)
        self.tell(callbacks)
        return True

    def add_done_callback(self, fn):
        with self.pool.lock:
            if self.state < 2:
                self.callbacks.append(fn)
                return
        self.tell([fn])

    def end(self, state):
        self.state = state
        for bell in self.bells:
            bell.set()
        return self.callbacks

    def tell(self, callbacks):
        for fn in callbacks:
            try:
                fn(self)
            except Exception as error:
                self.pool.log(error)


class Pool:
    """Each thread has a bell of its own; the idle ones stand in a list."""

    def __init__(self, workers, log=print):
        if workers < 1:
            raise ValueError("workers")
        self.workers, self.log, self.lock = workers, log, threading.Lock()
        self.line, self.idle, self.threads, self.closed = [], [], [], False

    def submit(self, fn, /, *args, **kw):
        receipt = Receipt(self, lambda: fn(*args, **kw))
        with self.lock:
            if self.closed:
                raise RuntimeError("no more")
            self.line.append(receipt)
            if self.idle:
                self.idle.pop(0).set()
            elif len(self.threads) < self.workers:
                self.threads.append(threading.Thread(target=self.work))
                self.threads[-1].start()
        return receipt

    def work(self):
        bell = threading.Event()
        while True:
            with self.lock:
                receipt = self.line.pop(0) if self.line else None
                if receipt:
                    receipt.state = 1
                elif self.closed:
                    return
                else:
                    bell.clear()
                    self.idle.append(bell)
            if receipt is None:
                bell.wait()
                continue
            try:
                receipt.answer = (receipt.call(), None)
            except BaseException as error:
                receipt.answer = (None, error)
            with self.lock:
                callbacks = receipt.end(2)
            receipt.tell(callbacks)

    def shutdown(self, wait=True, cancel=False):
        with self.lock:
            self.closed = True
            for bell in self.idle:
                bell.set()
            self.idle = []
            left = list(self.line) if cancel else []
        for receipt in left:
            receipt.cancel()
        for thread in self.threads if wait else ():
            thread.join()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.shutdown(wait=True)
