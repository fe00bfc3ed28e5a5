# fails: deadlock
# builds: default
# within: 20
import asyncio


async def run():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(barrier.wait(), barrier.wait())


def main():
    asyncio.run(run())
