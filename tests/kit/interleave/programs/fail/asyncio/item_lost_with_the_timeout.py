# fails: assertion
# builds: default
# within: 20
import asyncio


async def take(queue):
    item = await queue.get()
    await asyncio.sleep(0.1)
    return item


async def run():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    try:
        got = [await asyncio.wait_for(take(queue), timeout=1)]
    except asyncio.TimeoutError:
        got = []
    assert len(got) + queue.qsize() == 1


def main():
    asyncio.run(run())
