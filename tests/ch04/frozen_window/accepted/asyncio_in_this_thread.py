"""An asyncio loop in the calling thread, and a pool of its own for load."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run_app(ui, load):
    asyncio.run(window(ui, load))


async def window(ui, load):
    pool = ThreadPoolExecutor(max_workers=1)
    future = asyncio.get_running_loop().run_in_executor(pool, load)
    pool.shutdown(wait=False)
    while not future.done():
        ui.tick()
        if ui.closed():
            future.cancel()
            return
        await asyncio.wait([future], timeout=0.05)
    if future.exception():
        ui.error(future.exception())
    else:
        ui.show(future.result())
