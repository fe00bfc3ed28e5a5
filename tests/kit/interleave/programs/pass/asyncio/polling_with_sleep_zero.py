import asyncio

ready = False


async def prepare():
    global ready
    await asyncio.sleep(0.1)
    ready = True


async def run():
    task = asyncio.create_task(prepare())
    while not ready:
        await asyncio.sleep(0)
    await task


def main():
    asyncio.run(run())
