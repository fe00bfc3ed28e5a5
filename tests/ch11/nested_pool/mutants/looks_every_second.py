"""Looks every second whether somebody is ready.

Caught by: test_sixty_four_folders
"""

import time
from concurrent.futures import ThreadPoolExecutor
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
            time.sleep(1)
            ended = {future for future in reading if future.done()}
            reading -= ended
            for future in ended:
                size, inside = future.result()
                total += size
                reading |= {pool.submit(_read, folder) for folder in inside}
    return total
