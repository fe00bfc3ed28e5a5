"""A class with __call__ and __get__."""

import functools
import inspect
import threading
import time
import types


class Timed:
    def __init__(self, fn, clock):
        for strange in (inspect.isgeneratorfunction, inspect.iscoroutinefunction, inspect.isasyncgenfunction):
            if strange(fn):
                raise TypeError(fn)
        functools.update_wrapper(self, fn)
        self._fn, self._clock, self._guard = fn, clock, threading.RLock()
        self.reset()

    def __call__(self, /, *args, **kwargs):
        begun = self._clock()
        try:
            result = self._fn(*args, **kwargs)
        except BaseException:
            self._note(self._clock() - begun, 1)
            raise
        self._note(self._clock() - begun, 0)
        return result

    def __get__(self, instance, owner=None):
        return self if instance is None else types.MethodType(self, instance)

    def _note(self, seconds, errors):
        with self._guard:
            self._calls += 1
            self._total += seconds
            self._best = min(x for x in (self._best, seconds) if x is not None)
            self._worst = max(x for x in (self._worst, seconds) if x is not None)
            self._errors += errors

    def stats(self):
        with self._guard:
            return {
                "calls": self._calls,
                "total": self._total,
                "best": self._best,
                "worst": self._worst,
                "errors": self._errors,
            }

    def reset(self):
        with self._guard:
            self._calls = self._errors = 0
            self._total, self._best, self._worst = 0.0, None, None


def timed(fn=None, *, clock=time.monotonic):
    if fn is None:
        return lambda later: Timed(later, clock)
    return Timed(fn, clock)
