# fails: deadlock
# builds: default
# within: 20
import asyncio
import queue


async def produce(items):
    items.put(1)


async def consume(items):
    return items.get()


async def run():
    items = queue.Queue()
    await asyncio.gather(consume(items), produce(items))


def main():
    asyncio.run(run())
