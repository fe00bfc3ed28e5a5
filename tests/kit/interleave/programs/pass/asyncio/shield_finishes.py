import asyncio

done = []


async def work():
    await asyncio.sleep(0.1)
    done.append(1)


async def run():
    task = asyncio.create_task(work())
    try:
        async with asyncio.timeout(1):
            await asyncio.shield(task)
    except TimeoutError:
        await task
    assert done == [1]


def main():
    asyncio.run(run())
