"""The pool that waits for itself.

    folder_size(root, workers)

The sum of the sizes of all files in a folder, and in the folders in it, and so on. The folders are on a slow server.

root      a Folder. folder.files() returns the sizes of the files that are directly in it, folder.folders() returns
          the folders that are directly in it. Each of the two calls takes its time, so it is made once for each
          folder, and not by one folder after the other: folders that are side by side are read at the same time.
workers   any number from 1; with every number the answer is the same, however deep the folders are nested (2,000 deep
          is nothing special). No more than `workers` threads exist at the same time, beside the one that called
          folder_size, and no more than `workers` of these slow calls are open. ValueError if it is less than 1.

If files() or folders() raises an Exception, folder_size raises it, the very object; if several raise, any one of
them. What has not been read by then need not be read.

When folder_size returns or raises, no call is open and all threads have ended. Whoever waits here is woken when there
is something to do; do not sleep and look again.
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import Protocol


class Folder(Protocol):
    """What the server shows of a folder."""

    def files(self) -> list[int]:
        """The sizes of the files in it."""

    def folders(self) -> list["Folder"]:
        """The folders in it."""


def _read(folder: Folder) -> tuple[int, list[Folder]]:
    return sum(folder.files()), folder.folders()


def folder_size(root: Folder, workers: int) -> int:
    """The sizes of all files in the folder and below it, added up."""
    if workers < 1:
        raise ValueError("at least one worker")
    total = 0
    with ThreadPoolExecutor(workers) as pool:
        reading = {pool.submit(_read, root)}
        while reading:
            ended, reading = wait(reading, return_when=FIRST_COMPLETED)
            for future in ended:
                size, inside = future.result()
                total += size
                reading |= {pool.submit(_read, folder) for folder in inside}
    return total
