import asyncio


async def wait(event):
    await event.wait()
    return 1


async def run():
    event = asyncio.Event()
    tasks = [asyncio.create_task(wait(event)) for _ in range(2)]
    await asyncio.sleep(0.1)
    event.set()
    assert await asyncio.gather(*tasks) == [1, 1]


def main():
    asyncio.run(run())
