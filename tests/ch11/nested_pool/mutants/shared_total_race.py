"""The tasks add to one total.

Caught by: test_any_number_of_workers_is_enough
"""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from typing import Protocol


class Folder(Protocol):

    def files(self) -> list[int]: ...

    def folders(self) -> list["Folder"]: ...


total = 0


def _read(folder: Folder) -> list[Folder]:
    global total
    total += sum(folder.files())
    return folder.folders()


def folder_size(root: Folder, workers: int) -> int:
    if workers < 1:
        raise ValueError("at least one worker")
    global total
    total = 0
    with ThreadPoolExecutor(workers) as pool:
        reading = {pool.submit(_read, root)}
        while reading:
            ended, reading = wait(reading, return_when=FIRST_COMPLETED)
            for future in ended:
                inside = future.result()
                reading |= {pool.submit(_read, folder) for folder in inside}
    return total
