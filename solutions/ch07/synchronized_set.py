"""Decorate, do not inherit blindly.

A set that several threads share, and the decorator that makes its methods one step each.

    synchronized(method)   a decorator. The method runs while its thread holds self._lock, which is an RLock, and at
                           no other time: not after it has returned, not after it has raised. Arguments, result,
                           exception, name and docstring stay those of the method. A synchronized method may call
                           another one of the same object. Different objects do not wait for each other.

    SafeSet(items=())      starts with these items. What comes out of its methods is as if all calls, of
                           all threads, had happened one after the other:

    add(x)                 True if x is new, False if it was there.
    discard(x)             True if x was there and is now gone, False if it was not there.
    remove(x)              takes x out. KeyError if it was not there.
    pop()                  takes any item out and returns it. KeyError if there is none.
    update(items)          adds all of them at once: nobody ever sees some of them without the rest. items is any
                           iterable, also another SafeSet: one thread may do a.update(b) while another one does
                           b.update(a). (Of the other one, it takes what is there at one moment, as a loop
                           does; the adding comes later.)
    x in s, len(s)         as with a set.
    iter(s)                goes through the items that were there at one moment, whatever is done to the set
                           afterwards, by this thread or by others. Nobody waits for a loop to end.

SafeSet needs no other methods. If it has more (all those of `set`, say, because it inherits them), they have to be
synchronized, too: one way into the set that goes round the lock is enough.
"""

import functools
import threading


def synchronized(method):
    """Run the method with self._lock held."""

    @functools.wraps(method)
    def locked(self, *args, **kwargs):
        with self._lock:
            return method(self, *args, **kwargs)

    return locked


class SafeSet:
    """A set to be shared by threads."""

    # It has a set and is none: there is no method that does not go through the lock.
    def __init__(self, items=()):
        self._lock = threading.RLock()
        self._items = set(items)

    @synchronized
    def add(self, x):
        if x in self._items:
            return False
        self._items.add(x)
        return True

    @synchronized
    def discard(self, x):
        if x not in self._items:
            return False
        self._items.discard(x)
        return True

    @synchronized
    def remove(self, x):
        self._items.remove(x)

    @synchronized
    def pop(self):
        return self._items.pop()

    def update(self, items):
        new = list(items)  # before the lock is taken: to read another SafeSet takes that one's lock
        self._add_all(new)

    @synchronized
    def _add_all(self, new):
        self._items.update(new)

    @synchronized
    def __contains__(self, x):
        return x in self._items

    @synchronized
    def __len__(self):
        return len(self._items)

    @synchronized
    def __iter__(self):
        return iter(list(self._items))
