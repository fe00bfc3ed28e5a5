"""asyncio counts, the pool reads."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def folder_size(root, workers):
    if workers < 1:
        raise ValueError(workers)
    with ThreadPoolExecutor(workers) as pool:
        return asyncio.run(walk(root, pool))


async def walk(root, pool):
    loop, total, level = asyncio.get_running_loop(), 0, [root]
    while level:
        reading = [loop.run_in_executor(pool, lambda f=folder: (f.files(), f.folders())) for folder in level]
        found = await asyncio.gather(*reading)
        total += sum(sum(files) for files, _ in found)
        level = [inner for _, folders in found for inner in folders]
    return total
