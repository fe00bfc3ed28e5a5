"""Write the queue yourself.

    Buffer(capacity)   first in, first out, with room for `capacity` items. ValueError if that is less than 1.

    put(item)          waits until there is room, then adds the item.
    put_many(items)    waits until there is room for all of them, then adds them in one uninterrupted run: nothing
                       of others comes in between, and nobody sees a part of them. ValueError if they are more than
                       `capacity`, open or closed: there will never be room.
    get()              waits until there is an item, then takes out the oldest one and returns it.
    close()            from now on, put and put_many raise Closed, also those that are waiting: then nothing of theirs
                       is added. get still returns what is in the buffer; when nothing is left it raises Closed, also
                       where it is waiting. Closing twice is no error.
    len(buffer)        how many items are in it, never more than `capacity`. It does not wait for room or items.

Any number of threads may call any of these at the same time; it is as if all calls had happened one after the other.
Nobody sleeps on when what they wait for is there (only behind a put_many that does not fit yet, another put may
have to wait). And who waits sleeps until something has changed: no looking again and again.

Of all that Python has for threads, use threading.Lock, RLock and Condition only. No queue, no semaphore, no sleep.
"""

import threading
from collections import deque
from typing import Any


class Closed(Exception):
    """The buffer is closed."""


class Buffer:
    """Items on their way from some threads to others."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("no room at all")
        self._capacity = capacity
        self._items: deque[Any] = deque()
        self._closed = False
        lock = threading.Lock()
        self._room = threading.Condition(lock)  # here sleep those who want to put
        self._filled = threading.Condition(lock)  # and here those who want to get

    def put(self, item: Any) -> None:
        self.put_many([item])

    def put_many(self, items: list[Any]) -> None:
        if len(items) > self._capacity:
            raise ValueError("there will never be room")
        with self._room:
            while not self._closed and len(self._items) + len(items) > self._capacity:
                self._room.wait()
            if self._closed:
                raise Closed
            self._items.extend(items)
            self._filled.notify(len(items))

    def get(self) -> Any:
        with self._filled:
            while not self._items and not self._closed:
                self._filled.wait()
            if not self._items:
                raise Closed
            item = self._items.popleft()
            self._room.notify_all()  # there may be room for one item, and not for the many of who sleeps first
            return item

    def close(self) -> None:
        with self._filled:
            self._closed = True
            self._room.notify_all()
            self._filled.notify_all()

    def __len__(self) -> int:
        with self._filled:
            return len(self._items)
