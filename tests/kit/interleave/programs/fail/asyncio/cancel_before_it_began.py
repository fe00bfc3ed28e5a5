# fails: assertion
# builds: default
# within: 20
import asyncio

open_files = 1


async def use():
    global open_files
    try:
        await asyncio.sleep(0.1)
    finally:
        open_files -= 1


async def run():
    task = asyncio.create_task(use())
    task.cancel()
    await asyncio.wait([task])
    assert open_files == 0


def main():
    asyncio.run(run())
