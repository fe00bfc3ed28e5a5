"""Reads the folder itself when there are no workers.

Caught by: test_a_folder_that_cannot_be_read
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import Protocol


class Folder(Protocol):

    def files(self) -> list[int]: ...

    def folders(self) -> list["Folder"]: ...


def _read(folder: Folder) -> tuple[int, list[Folder]]:
    return sum(folder.files()), folder.folders()


def folder_size(root: Folder, workers: int) -> int:
    total = 0
    with ThreadPoolExecutor(max(workers, 1)) as pool:
        reading = {pool.submit(_read, root)}
        while reading:
            ended, reading = wait(reading, return_when=FIRST_COMPLETED)
            for future in ended:
                size, inside = future.result()
                total += size
                reading |= {pool.submit(_read, folder) for folder in inside}
    return total
