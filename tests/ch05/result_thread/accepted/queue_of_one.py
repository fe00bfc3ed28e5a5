"""A queue with room for one outcome; who takes it out puts it back."""

import queue
import threading


class ResultThread(threading.Thread):
    def __init__(self, fn, *args, **kwargs):
        super().__init__()
        self.q = queue.Queue(1)
        self.fn_args_kwargs = fn, args, kwargs
        self.over = False

    def run(self):
        fn, args, kwargs = self.fn_args_kwargs
        try:
            out = True, fn(*args, **kwargs)
        except BaseException as error:
            out = False, error
        self.out = out
        self.q.put(out)
        self.over = True

    def result(self, timeout=None):
        if not self.ident:
            raise RuntimeError
        if not self.over:
            try:
                out = self.q.get(timeout=timeout) if timeout is None or timeout > 0 else self.q.get_nowait()
            except queue.Empty:
                raise TimeoutError from None
            self.q.put(out)
        self.over = True
        good, thing = self.out
        if not good:
            raise thing
        return thing

    def done(self):
        return self.over
