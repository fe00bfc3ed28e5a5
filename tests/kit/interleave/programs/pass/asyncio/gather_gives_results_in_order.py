import asyncio


async def square(x):
    await asyncio.sleep(0.1 / x)
    return x * x


async def run():
    assert await asyncio.gather(*(square(x) for x in (1, 2, 3))) == [1, 4, 9]


def main():
    asyncio.run(run())
