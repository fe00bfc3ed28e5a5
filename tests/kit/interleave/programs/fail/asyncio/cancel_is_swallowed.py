# fails: assertion
# builds: default
# within: 20
import asyncio

rounds = 0


async def worker():
    global rounds
    while rounds < 3:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            pass
        rounds += 1


async def run():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()


def main():
    asyncio.run(run())
