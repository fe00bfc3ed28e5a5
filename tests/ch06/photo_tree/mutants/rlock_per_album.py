"""Each album protects its own data, and an RLock cannot deadlock.

Caught by: test_no_album_ever_holds_itself, test_the_count_is_one_that_existed
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager



class Album:
    """Photos, and albums inside."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._photos: list[str] = []
        self._albums: list[Album] = []

    def add(self, photo: str) -> None:
        with self._lock:
            self._photos.append(photo)

    def add_album(self, child: "Album") -> None:
        with self._lock:
            if child._holds(self):
                raise ValueError("an album cannot be inside itself")
            self._albums.append(child)

    def _holds(self, other: "Album") -> bool:
        with self._lock:
            return self is other or any(album._holds(other) for album in self._albums)

    def count(self) -> int:
        return self.size(lambda photo: 1)

    def size(self, size_of: Callable[[str], int]) -> int:
        with self._lock:
            here = sum(size_of(photo) for photo in self._photos)
            return here + sum(album.size(size_of) for album in self._albums)

    def rename_all(self, fn: Callable[[str], str]) -> None:
        with self._lock:
            self._photos = [fn(photo) for photo in self._photos]  # all new names first, then the swap
            for album in self._albums:
                album.rename_all(fn)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            yield
