# fails: exception
# builds: default
# within: 20
import asyncio


async def make():
    return asyncio.get_running_loop().create_future()


async def wait(future):
    await future


def main():
    asyncio.run(wait(asyncio.run(make())))
