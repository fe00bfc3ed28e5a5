"""A pool for each level, as large as the level.

Caught by: test_folders_side_by_side_are_read_together
"""

from concurrent.futures import ThreadPoolExecutor


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    total, level = 0, [root]
    while level:
        with ThreadPoolExecutor(len(level)) as pool:
            total += sum(pool.map(lambda folder: sum(folder.files()), level))
            inside = list(pool.map(lambda folder: folder.folders(), level))
        level = [folder for folders in inside for folder in folders]
    return total
