"""Two dozen short names, a queue, and a sign that each thread puts back for the next."""

import queue
import threading


class Cancelled(Exception):
    pass


class Receipt:
    def __init__(self, log):
        self.c = threading.Condition(threading.Lock())
        self.st = 0
        self.cb = []
        self.log = log

    def done(self):
        with self.c:
            return self.st > 1

    def _wait(self, timeout):
        with self.c:
            if self.st <= 1:
                if timeout is None:
                    while self.st <= 1:
                        self.c.wait()
                else:
                    self.c.wait_for(lambda: self.st > 1, timeout)
            if self.st <= 1:
                raise TimeoutError
            if self.st == 3:
                raise Cancelled()

    def result(self, timeout=None):
        self._wait(timeout)
        if self.ok:
            return self.v
        raise self.v

    def exception(self, timeout=None):
        self._wait(timeout)
        return None if self.ok else self.v

    def cancel(self):
        with self.c:
            if self.st == 3:
                return True
            if self.st:
                return False
            self.st = 3
            self.c.notify_all()
            cb, self.cb = self.cb, []
        for f in cb:
            self._one(f)
        return True

    def _one(self, f):
        try:
            f(self)
        except Exception as e:
            self.log(e)

    def add_done_callback(self, fn):
        self.c.acquire()
        try:
            late = self.st > 1
            if not late:
                self.cb += [fn]
        finally:
            self.c.release()
        if late:
            self._one(fn)

    def _go(self, f, a, k):
        with self.c:
            if self.st == 3:
                return
            self.st = 1
        try:
            v, ok = f(*a, **k), True
        except BaseException as e:
            v, ok = e, False
        with self.c:
            self.v, self.ok, self.st = v, ok, 2
            cb = list(self.cb)
            self.c.notify_all()
        for f in cb:
            self._one(f)


class Pool:
    def __init__(self, workers, log=print):
        if workers <= 0:
            raise ValueError()
        self.n, self.log, self.q, self.ts = workers, log, queue.Queue(), []
        self.m, self.busy, self.open = threading.RLock(), 0, True

    def submit(self, fn, /, *args, **kw):
        with self.m:
            if not self.open:
                raise RuntimeError
            r = Receipt(self.log)
            self.q.put((r, fn, args, kw))
            self.busy += 1
            if self.busy > len(self.ts) and len(self.ts) < self.n:
                t = threading.Thread(target=self.loop, daemon=True)
                self.ts.append(t)
                t.start()
            return r

    def loop(self):
        while True:
            job = self.q.get()
            if job is None:
                self.q.put(None)
                return
            r, f, a, k = job
            r._go(f, a, k)
            with self.m:
                self.busy -= 1

    def shutdown(self, wait=True, cancel=False):
        with self.m:
            if self.open:
                self.open = False
                self.q.put(None)
            if cancel:
                jobs = []
                try:
                    while 1:
                        jobs.append(self.q.get(False))
                except queue.Empty:
                    pass
                self.q.put(None)
            else:
                jobs = []
        for j in jobs:
            if j:
                j[0].cancel()
        if wait:
            [t.join() for t in self.ts]

    def __enter__(self):
        return self

    def __exit__(self, *a):
        self.shutdown()
