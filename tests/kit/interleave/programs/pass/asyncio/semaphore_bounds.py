import asyncio

inside = 0


async def work(semaphore):
    global inside
    async with semaphore:
        inside += 1
        assert inside <= 2
        await asyncio.sleep(0.1)
        inside -= 1


async def run():
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(work(semaphore) for _ in range(3)))


def main():
    asyncio.run(run())
