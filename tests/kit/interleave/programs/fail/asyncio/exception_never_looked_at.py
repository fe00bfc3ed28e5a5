# fails: exception
# builds: default
# within: 20
import asyncio


async def fails():
    raise ValueError("nobody sees it")


async def run():
    task = asyncio.create_task(fails())
    await asyncio.sleep(0.1)
    return task.done()


def main():
    asyncio.run(run())
