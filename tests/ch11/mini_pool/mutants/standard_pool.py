"""A thin coat over the pool of the standard library.

Caught by: test_every_thread_ends
"""

from concurrent.futures import CancelledError, ThreadPoolExecutor


class Cancelled(Exception):
    pass


class Receipt:
    def __init__(self, future, log):
        self._future, self._log = future, log
        self.done, self.cancel = future.done, future.cancel

    def result(self, timeout=None):
        try:
            return self._future.result(timeout)
        except CancelledError:
            raise Cancelled from None

    def exception(self, timeout=None):
        try:
            return self._future.exception(timeout)
        except CancelledError:
            raise Cancelled from None

    def add_done_callback(self, fn):
        def call(future):
            try:
                fn(self)
            except Exception as error:
                self._log(error)

        self._future.add_done_callback(call)


class Pool:
    def __init__(self, workers, log=print):
        self._pool, self._log = ThreadPoolExecutor(workers), log

    def submit(self, fn, /, *args, **kw):
        return Receipt(self._pool.submit(fn, *args, **kw), self._log)

    def shutdown(self, wait=True, cancel=False):
        self._pool.shutdown(wait=wait, cancel_futures=cancel)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.shutdown()
