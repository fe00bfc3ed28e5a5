"""asyncio.to_thread runs load beside the loop, and asyncio.run cleans up.

Caught by: test_a_closed_window_does_not_wait
"""

import asyncio


def run_app(ui, load):
    asyncio.run(window(ui, load))


async def window(ui, load):
    task = asyncio.create_task(asyncio.to_thread(load))
    while not task.done():
        ui.tick()
        if ui.closed():
            return
        await asyncio.wait([task], timeout=0.05)
    if task.exception():
        ui.error(task.exception())
    else:
        ui.show(task.result())
