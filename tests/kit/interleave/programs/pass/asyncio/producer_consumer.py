import asyncio


async def produce(queue):
    for item in range(4):
        await queue.put(item)
    await queue.put(None)


async def consume(queue):
    got = []
    while (item := await queue.get()) is not None:
        got.append(item)
    return got


async def run():
    queue = asyncio.Queue(2)
    _, got = await asyncio.gather(produce(queue), consume(queue))
    assert got == [0, 1, 2, 3]


def main():
    asyncio.run(run())
