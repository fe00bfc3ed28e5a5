# fails: assertion
# builds: any
# within: 200
import asyncio

count = 0


def add():
    global count
    value = count
    count = value + 1


async def run():
    task = asyncio.create_task(asyncio.to_thread(add))
    await asyncio.sleep(0)
    add()
    await task
    assert count == 2


def main():
    asyncio.run(run())
