# fails: deadlock
# builds: default
# within: 20
import asyncio


async def consume(queue):
    while True:
        await queue.get()


async def run():
    queue = asyncio.Queue()
    task = asyncio.create_task(consume(queue))
    await queue.put(1)
    await queue.join()
    task.cancel()


def main():
    asyncio.run(run())
