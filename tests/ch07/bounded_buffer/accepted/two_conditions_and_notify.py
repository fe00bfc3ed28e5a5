"""Each change wakes one who may be able to use it; a put_many that cannot goes back to sleep.
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
            self._room.notify()
            return item

    def close(self) -> None:
        with self._filled:
            self._closed = True
            self._room.notify_all()
            self._filled.notify_all()

    def __len__(self) -> int:
        with self._filled:
            return len(self._items)
