"""A method called in a transaction needs the lock, so I give it back for it and take it again.

Caught by: test_a_transaction_is_seen_whole
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# One lock for all albums: a tree is read as a whole.
LOCK = threading.Lock()
INSIDE = threading.local()


@contextmanager
def lent() -> Iterator[None]:
    """The lock for one method; a transaction of this thread lends it."""
    if getattr(INSIDE, "depth", 0):
        LOCK.release()
    LOCK.acquire()
    try:
        yield
    finally:
        LOCK.release()
        if getattr(INSIDE, "depth", 0):
            LOCK.acquire()


class Album:
    """Photos, and albums inside."""

    def __init__(self) -> None:
        self._photos: list[str] = []
        self._albums: list[Album] = []

    def add(self, photo: str) -> None:
        with lent():
            self._photos.append(photo)

    def add_album(self, child: "Album") -> None:
        with lent():
            if child._holds(self):
                raise ValueError("an album cannot be inside itself")
            self._albums.append(child)

    def _holds(self, other: "Album") -> bool:
        return self is other or any(album._holds(other) for album in self._albums)

    def count(self) -> int:
        return self.size(lambda photo: 1)

    def size(self, size_of: Callable[[str], int]) -> int:
        with lent():
            return self._size(size_of)

    def _size(self, size_of: Callable[[str], int]) -> int:
        here = sum(size_of(photo) for photo in self._photos)
        return here + sum(album._size(size_of) for album in self._albums)

    def rename_all(self, fn: Callable[[str], str]) -> None:
        with lent():
            self._rename(fn)

    def _rename(self, fn: Callable[[str], str]) -> None:
        self._photos = [fn(photo) for photo in self._photos]
        for album in self._albums:
            album._rename(fn)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        LOCK.acquire()
        INSIDE.depth = 1
        try:
            yield
        finally:
            INSIDE.depth = 0
            LOCK.release()
