"""Asks whether there are folders, and then for the folders.

Caught by: test_any_number_of_workers_is_enough
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import Protocol


class Folder(Protocol):

    def files(self) -> list[int]: ...

    def folders(self) -> list["Folder"]: ...


def _read(folder: Folder) -> tuple[int, list[Folder]]:
    return sum(folder.files()), folder.folders() if folder.folders() else []


def folder_size(root: Folder, workers: int) -> int:
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
