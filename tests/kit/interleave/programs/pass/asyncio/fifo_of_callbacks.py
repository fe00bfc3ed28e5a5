import asyncio

log = []


async def run():
    loop = asyncio.get_running_loop()
    for number in range(3):
        loop.call_soon(log.append, number)
    await asyncio.sleep(0)
    assert log == [0, 1, 2]


def main():
    asyncio.run(run())
