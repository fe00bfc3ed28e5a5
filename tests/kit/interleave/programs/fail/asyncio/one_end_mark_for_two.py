# fails: deadlock
# builds: default
# within: 20
import asyncio


async def consume(queue):
    while await queue.get() is not None:
        pass


async def run():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(consume(queue)) for _ in range(2)]
    await queue.put(1)
    await queue.put(None)
    await asyncio.gather(*tasks)


def main():
    asyncio.run(run())
