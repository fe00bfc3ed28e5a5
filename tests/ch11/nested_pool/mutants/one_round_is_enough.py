"""Folders that are found in the second round are forgotten.

Caught by: test_any_number_of_workers_is_enough
"""

from concurrent.futures import ThreadPoolExecutor, wait
from typing import Protocol


class Folder(Protocol):

    def files(self) -> list[int]: ...

    def folders(self) -> list["Folder"]: ...


def _read(folder: Folder) -> tuple[int, list[Folder]]:
    return sum(folder.files()), folder.folders()


def folder_size(root: Folder, workers: int) -> int:
    if workers < 1:
        raise ValueError("at least one worker")
    total = 0
    with ThreadPoolExecutor(workers) as pool:
        reading = {pool.submit(_read, root)}
        for _ in range(2):
            ended, reading = wait(reading)
            for future in ended:
                size, inside = future.result()
                total += size
                reading |= {pool.submit(_read, folder) for folder in inside}
    return total
