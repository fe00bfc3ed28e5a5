# fails: assertion
# builds: default
# within: 20
import asyncio

busy = 0


async def work():
    global busy
    busy += 1
    assert busy == 1
    await asyncio.sleep(0.1)
    busy -= 1


async def run():
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        group.create_task(work())


def main():
    asyncio.run(run())
