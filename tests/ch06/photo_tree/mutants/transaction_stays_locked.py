"""If the block raises, something is wrong anyway; who cares about the lock.

Caught by: test_a_transaction_is_seen_whole
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# One lock for all albums: a tree is read as a whole.
LOCK = threading.RLock()  # the thread that holds it may take it again; it counts how often


class Album:
    """Photos, and albums inside."""

    def __init__(self) -> None:
        self._photos: list[str] = []
        self._albums: list[Album] = []

    def add(self, photo: str) -> None:
        with LOCK:
            self._photos.append(photo)

    def add_album(self, child: "Album") -> None:
        with LOCK:
            if child._holds(self):
                raise ValueError("an album cannot be inside itself")
            self._albums.append(child)

    def _holds(self, other: "Album") -> bool:
        return self is other or any(album._holds(other) for album in self._albums)

    def count(self) -> int:
        return self.size(lambda photo: 1)

    def size(self, size_of: Callable[[str], int]) -> int:
        with LOCK:
            here = sum(size_of(photo) for photo in self._photos)
            return here + sum(album.size(size_of) for album in self._albums)

    def rename_all(self, fn: Callable[[str], str]) -> None:
        with LOCK:
            self._photos = [fn(photo) for photo in self._photos]  # all new names first, then the swap
            for album in self._albums:
                album.rename_all(fn)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        LOCK.acquire()
        yield
        LOCK.release()
