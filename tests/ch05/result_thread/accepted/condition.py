"""A Condition and a list that is empty until there is an outcome."""

from threading import Condition, Thread


class ResultThread(Thread):
    def __init__(self, fn, *args, **kwargs):
        Thread.__init__(self, target=fn, args=args, kwargs=kwargs)
        self.__what = []
        self.__changed = Condition()
        self.__fn, self.__args, self.__kwargs = fn, args, kwargs

    def run(self):
        try:
            outcome = "value", self.__fn(*self.__args, **self.__kwargs)
        except BaseException as e:
            outcome = "error", e
        with self.__changed:
            self.__what += outcome
            self.__changed.notify_all()

    def result(self, timeout=None):
        if self._started.is_set() is False:
            raise RuntimeError("never started")
        with self.__changed:
            if not self.__changed.wait_for(lambda: self.__what, timeout):
                raise TimeoutError
        kind, thing = self.__what
        if kind == "error":
            raise thing
        return thing

    def done(self):
        return len(self.__what) == 2
