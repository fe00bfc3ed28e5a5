import asyncio

count = 0


async def add():
    global count
    await asyncio.sleep(0.1)
    count += 1
    await asyncio.sleep(0.1)


async def run():
    await asyncio.gather(add(), add())
    assert count == 2


def main():
    asyncio.run(run())
