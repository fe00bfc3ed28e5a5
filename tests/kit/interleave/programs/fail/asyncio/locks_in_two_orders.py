# fails: deadlock
# builds: default
# within: 20
import asyncio


async def move(first, second):
    async with first:
        await asyncio.sleep(0.1)
        async with second:
            pass


async def run():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(move(a, b), move(b, a))


def main():
    asyncio.run(run())
