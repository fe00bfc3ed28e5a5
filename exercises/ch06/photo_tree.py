"""The lock that locks you out.

An album holds photos (names) and other albums, and those hold photos and albums again. One album may
hang in several places, but no album may be inside itself, however deep. Any thread may call any method.

    add(photo)         one more photo in this album.
    add_album(child)   the child hangs in this album from now on. ValueError, and nothing is changed,
                       if the child is this album or holds it somewhere inside.
    count()            how many photos there are in this album and in all below it.
    size(size_of)      the sum of size_of(photo) over the same photos.
    rename_all(fn)     every one of the same photos gets the name fn(photo). Within each album all names
                       change or none does: if fn raises, the album it was busy with keeps all its old
                       names, and the exception goes to the caller.
    transaction()      a context manager. Inside the `with` block its thread may call any method of this
                       album; every other thread that needs the album waits until the block is left.

count and size see what was there at one moment. fn and size_of do not use any album.
If a transaction's block raises, the exception goes on to the caller and what was done stays done.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# One lock for all albums: a tree is read as a whole.
# TODO: whoever holds it and asks again waits for itself.
LOCK = threading.Lock()


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
            # TODO: what if fn raises at the third photo?
            for i in range(len(self._photos)):
                self._photos[i] = fn(self._photos[i])
            for album in self._albums:
                album.rename_all(fn)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with LOCK:
            yield
