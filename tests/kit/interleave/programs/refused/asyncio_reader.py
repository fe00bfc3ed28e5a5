# refused: Unmodelled
import asyncio
import os


async def wait():
    loop = asyncio.get_running_loop()
    ready = loop.create_future()
    loop.add_reader(os.pipe()[0], ready.set_result, None)
    await ready


def main():
    asyncio.run(wait())
