"""A thread for each folder: nobody has to wait for a free one.

Caught by: test_any_number_of_workers_is_enough
"""

import threading


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    sizes = []

    def read(folder):
        threads = [threading.Thread(target=read, args=(inner,)) for inner in folder.folders()]
        for thread in threads:
            thread.start()
        sizes.append(sum(folder.files()))
        for thread in threads:
            thread.join()

    read(root)
    return sum(sizes)
