# fails: deadlock
# builds: default
# within: 20
import asyncio


async def run():
    await asyncio.get_running_loop().create_future()


def main():
    asyncio.run(run())
