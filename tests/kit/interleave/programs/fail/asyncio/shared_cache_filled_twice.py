# fails: assertion
# builds: default
# within: 20
import asyncio

cache = {}
fetched = []


async def fetch(key):
    fetched.append(key)
    await asyncio.sleep(0.1)
    return key * 2


async def get(key):
    if key not in cache:
        cache[key] = await fetch(key)
    return cache[key]


async def run():
    await asyncio.gather(get(1), get(1))
    assert fetched == [1]


def main():
    asyncio.run(run())
