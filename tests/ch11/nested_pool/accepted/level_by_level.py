"""All folders of one depth, then those inside."""

from concurrent.futures import ThreadPoolExecutor


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    total, level = 0, [root]
    with ThreadPoolExecutor(workers) as pool:
        while level:
            total += sum(map(sum, pool.map(lambda folder: folder.files(), level)))
            level = [inner for inside in pool.map(lambda folder: folder.folders(), level) for inner in inside]
    return total
