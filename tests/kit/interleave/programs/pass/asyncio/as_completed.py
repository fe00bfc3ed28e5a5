import asyncio


async def square(x):
    await asyncio.sleep(0.1 / x)
    return x * x


async def run():
    found = [await done for done in asyncio.as_completed([square(1), square(2)])]
    assert sorted(found) == [1, 4]


def main():
    asyncio.run(run())
