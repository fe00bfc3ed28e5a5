import asyncio

cache = {}
fetched = []


async def fetch(key):
    fetched.append(key)
    await asyncio.sleep(0.1)
    return key * 2


async def get(key):
    if key not in cache:
        cache[key] = asyncio.create_task(fetch(key))
    return await cache[key]


async def run():
    assert await asyncio.gather(get(1), get(1)) == [2, 2]
    assert fetched == [1]


def main():
    asyncio.run(run())
