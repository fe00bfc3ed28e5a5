"""Hands each folder to the pool, and waits for it.

Caught by: test_folders_side_by_side_are_read_together
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
        while reading:
            ended = set(wait(reading).done)
            reading = set()
            for future in ended:
                size, inside = future.result()
                total += size
                for folder in inside:
                    reading.add(pool.submit(_read, folder))
                    wait(reading)
    return total
