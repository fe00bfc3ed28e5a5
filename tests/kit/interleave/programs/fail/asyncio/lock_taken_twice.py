# fails: deadlock
# builds: default
# within: 20
import asyncio

lock = asyncio.Lock()


async def inner():
    async with lock:
        pass


async def run():
    async with lock:
        await inner()


def main():
    asyncio.run(run())
