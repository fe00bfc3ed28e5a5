"""append is one step: a list of pairs, replaced by reset, copied by stats; the clock counts nanoseconds."""

import functools
import inspect
import time


def seconds_now():
    return time.monotonic_ns() / 1e9


def timed(fn=None, *, clock=seconds_now):
    def decorate(fn):
        flags = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
        if getattr(getattr(fn, "__code__", None), "co_flags", 0) & flags:
            raise TypeError
        ended = []

        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            start, failed = clock(), True
            try:
                result = fn(*args, **kwargs)
                failed = False
            finally:
                ended.append((clock() - start, failed))
            return result

        def stats():
            calls = ended[:]
            times = [each[0] for each in calls]
            return dict(
                calls=len(calls),
                total=sum(times),
                best=min(times) if times else None,
                worst=max(times) if times else None,
                errors=sum(each[1] for each in calls),
            )

        wrapper.stats, wrapper.reset = stats, ended.clear
        return wrapper

    return decorate(fn) if fn else decorate
