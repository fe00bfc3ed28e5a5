# fails: exception
# builds: default
# within: 20
import asyncio


async def run():
    queue = asyncio.Queue()
    await queue.put(1)
    await queue.get()
    queue.task_done()
    queue.task_done()


def main():
    asyncio.run(run())
