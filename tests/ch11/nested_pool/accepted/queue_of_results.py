"""The workers put what they found into a queue; files and folders are two orders."""

import queue
from concurrent.futures import ThreadPoolExecutor


def folder_size(root, workers):
    if workers < 1:
        raise ValueError("at least one worker")
    found, total, open_, error = queue.SimpleQueue(), 0, 0, None
    with ThreadPoolExecutor(workers) as pool:

        def order(folder):
            nonlocal open_
            open_ += 2
            pool.submit(folder.files).add_done_callback(lambda future: found.put((future, False)))
            pool.submit(folder.folders).add_done_callback(lambda future: found.put((future, True)))

        order(root)
        while open_:
            future, folders = found.get()
            open_ -= 1
            if future.exception():
                error = future.exception()
            elif not folders:
                total += sum(future.result())
            elif error is None:
                for inner in future.result():
                    order(inner)
    if error:
        raise error
    return total
